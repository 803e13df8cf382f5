/** A file of any kind that Kept knows, checked as a whole before anything of it is used. */
import { failed, success, type Result } from "../core/result";
import { checkPortableFile } from "../model/check-portable-file";
import { FILE_FORMAT } from "../model/portable-file";
import { attempt, refuse } from "./damage";
import { detectKind } from "./detect";
import type * as Foreign from "./foreign";
import type { SqliteFile } from "./loop-db";
import type { Imported, ImportMoment, ImportProblem } from "./types";

type Reading = Result<Imported, ImportProblem>;

/** A database to be checked and opened, and to be closed in any case. */
export interface SqliteHandle {
  readonly open: () => SqliteFile;
  readonly close: () => void;
}

/** Gives null where the program that reads SQLite cannot be had now. */
export type OpenSqlite = (bytes: Uint8Array<ArrayBuffer>) => Promise<SqliteHandle | null>;

export const MAX_FILE_BYTES = 128 * 1024 * 1024;

export async function readImportFile(
  bytes: Uint8Array<ArrayBuffer>,
  moment: ImportMoment,
  openSqlite: OpenSqlite,
): Promise<Reading> {
  if (bytes.length > MAX_FILE_BYTES) return attempt(() => refuse("file", "too-large"));
  switch (detectKind(bytes)) {
    case "zip":
      return readForeign(({ openZip, readLoopCsv }) => readLoopCsv(openZip(bytes), moment));
    case "sqlite":
      return readDatabase(bytes, moment, openSqlite);
    case "text":
      return readText(new TextDecoder().decode(bytes), moment);
  }
}

async function readForeign(read: (readers: typeof Foreign) => Imported): Promise<Reading> {
  const readers = await import("./foreign").catch(() => null);
  return readers === null ? failed({ type: "needs-network" }) : attempt(() => read(readers));
}

async function readDatabase(
  bytes: Uint8Array<ArrayBuffer>,
  moment: ImportMoment,
  openSqlite: OpenSqlite,
): Promise<Reading> {
  const handle = await openSqlite(bytes);
  if (handle === null) return failed({ type: "needs-network" });
  try {
    const reading = await readForeign(({ readLoopDb }) => readLoopDb(handle.open(), moment));
    return reading.ok && isWriteAhead(bytes) ? success(withoutNewest(reading.value)) : reading;
  } finally {
    handle.close();
  }
}

/** The newest rows lie in a second file, which a backup does not hold (SQLite file format, 1.3). */
const isWriteAhead = (bytes: Uint8Array): boolean => bytes[18] === 2 || bytes[19] === 2;

const withoutNewest = (imported: Imported): Imported => ({
  ...imported,
  notes: [{ type: "newest-days", habit: "" }, ...imported.notes],
});

async function readText(text: string, moment: ImportMoment): Promise<Reading> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed.failure.type === "not-json" ? refuseText(text) : parsed;
  const value = parsed.value;
  if (!isKept(value)) return readForeign(({ readBeaver }) => readBeaver(value, moment));
  const checked = checkPortableFile(value);
  return checked.ok ? success({ source: "kept", ...checked.value, notes: [] }) : checked;
}

async function refuseText(text: string): Promise<Reading> {
  const app = await import("./foreign").then(
    ({ appOfText }) => appOfText(text),
    () => null,
  );
  return failed(app === null ? { type: "not-json" } : { type: "not-yet", app });
}

/** What begins as JSON and is none further on was cut off or changed, and the line can be named. */
function parse(text: string): Result<unknown, ImportProblem> {
  try {
    return success(JSON.parse(text) as unknown);
  } catch (error) {
    if (!/^\s*\{\s*"/.test(text)) return failed({ type: "not-json" });
    const at = /position (\d+)/.exec(String(error))?.[1];
    const before = text.slice(0, at === undefined ? text.length : Number(at));
    return attempt(() => refuse(`line ${before.split("\n").length}`, "cut-off"));
  }
}

/** Whatever holds no lists of another app is measured by our own format, and refused by it. */
function isKept(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  const { format } = (value ?? {}) as { format?: unknown };
  return format === FILE_FORMAT || !hasFullList(value);
}

/** An empty list could be any app's: there is nothing to go by, and nothing to bring. */
const hasFullList = (value: unknown): boolean =>
  Object.values(value ?? {}).some((member) => Array.isArray(member) && member.length > 0);
