/**
 * What the app calls itself: the version of pyproject.toml, and which build of it this is.
 *
 * Two builds of one version differ in the part after "+", so that changes which the server refused are offered
 * again after every update and not only after a release.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));
const PROJECT = fileURLToPath(new URL("../../pyproject.toml", import.meta.url));
const BUILD_LENGTH = 8;

export function readVersion(file = PROJECT, sources = SOURCES): string {
  const { project } = parse(readFileSync(file, "utf8")) as { project: { version: string } };
  return `${project.version}+${fingerprint(sources)}`;
}

function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.includes(".test."))
    .map((file) => join(file.parentPath, file.name))
    .sort();
  for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, BUILD_LENGTH);
}
