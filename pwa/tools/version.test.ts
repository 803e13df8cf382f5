import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readVersion } from "./version";

function makeProject(version: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "kept-version-"));
  writeFileSync(join(folder, "pyproject.toml"), `[project]\nversion = "${version}"\n`);
  writeFileSync(join(folder, "main.ts"), source);
  return folder;
}

const versionOf = (folder: string): string => readVersion(join(folder, "pyproject.toml"), folder);

it("is the version of the project, and another for every change of the app", () => {
  const first = makeProject("1.0.0.dev0", "one");
  const before = versionOf(first);
  expect(before).toMatch(/^1\.0\.0\.dev0\+[0-9a-f]{8}$/);
  expect(versionOf(first)).toBe(before);
  writeFileSync(join(first, "main.ts"), "two");
  expect(versionOf(first)).not.toBe(before);
  writeFileSync(join(first, "main.ts"), "one");
  writeFileSync(join(first, "main.test.ts"), "a test");
  expect(versionOf(first)).toBe(before);
});
