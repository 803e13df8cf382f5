/** Vite plug-in for the worker's build: the list of all files of the app, each with its revision. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * Not needed to run the app: the worker itself, the licences of others, pictures that only installing shows, what reads other apps'
 * files and what an account needs (kept once it was used, see src/sw/rarely-used.ts), what draws the QR code of an invitation (which needs the
 * server too), copies for the server's compression.
 */
const LEFT_OUT =
  /^(sw\.js|(robots|notices)\.txt|screenshots\/.*|icons\/(?!icon-192).*|assets\/(foreign|sqlite|lean-qr|online)-.*)$|\.(gz|br|map)$/;

interface Entry {
  readonly url: string;
  /** Null where the name itself tells the version. */
  readonly revision: string | null;
}

export function precache(folder: string): Plugin {
  return {
    name: "kept-precache",
    config: () => ({ define: { PRECACHED: JSON.stringify(listFiles(folder)) } }),
  };
}

function listFiles(folder: string): readonly Entry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) =>
      join(file.parentPath, file.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
    .map((path) => toEntry(folder, path));
}

function toEntry(folder: string, path: string): Entry {
  if (path.startsWith("assets/")) return { url: `/${path}`, revision: null };
  const url = path === "index.html" ? "/" : `/${path}`;
  return { url, revision: fingerprint(join(folder, path)) };
}

const fingerprint = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
