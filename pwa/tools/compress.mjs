/** Copies of the built files in gzip and Brotli beside them, for a server that sends what a browser takes. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TEXT = /\.(css|html|js|json|svg|wasm|webmanifest)$/;

for (const file of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  if (!file.isFile() || !TEXT.test(file.name)) continue;
  const path = join(file.parentPath, file.name);
  const source = readFileSync(path);
  keepIfSmaller(`${path}.gz`, gzipSync(source, { level: 9 }), source);
  keepIfSmaller(`${path}.br`, brotliCompressSync(source), source);
}

/**
 * @param {string} path
 * @param {Buffer} packed
 * @param {Buffer} source
 */
function keepIfSmaller(path, packed, source) {
  if (packed.length < source.length) writeFileSync(path, packed);
  else rmSync(path, { force: true });
}
