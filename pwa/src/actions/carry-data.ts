/** Export, import and erase: a person's data is theirs to take, bring and destroy. */
import type { StampClock } from "../core/clock";
import { stampToMs } from "../core/clock";
import { failed, success, type Result } from "../core/result";
import type { StorageFailure } from "../db/failures";
import { eraseEverything, mergeEverything, readEverything, type Merged } from "../db/portable";
import {
  readPortableFile,
  writePortableFile,
  type FileProblem,
  type PortableFile,
} from "../model/portable-file";
import type { Fields, StoredRecord } from "../model/registers";
import type { ActionContext } from "./context";

export type ImportFailure = FileProblem | StorageFailure;

const DAY_MS = 86_400_000;

/** The text of an export file. */
export async function exportData(context: ActionContext): Promise<Result<string, StorageFailure>> {
  const result = await readEverything(context.database);
  return result.ok ? success(writePortableFile(result.value)) : result;
}

/** Merge an export file into what is here. A broken file changes nothing; doing it twice is doing it once. */
export async function importData(
  context: ActionContext,
  source: string,
): Promise<Result<Merged, ImportFailure>> {
  const file = readPortableFile(source);
  if (!file.ok) return failed(file.failure);
  const incoming = withoutFuture(file.value, context.stamps, context.now());
  return mergeEverything(context.database, context.changes, incoming);
}

export const eraseData = (context: ActionContext): Promise<Result<null, StorageFailure>> =>
  eraseEverything(context.database, context.changes);

/** A stamp from the far future would beat every edit to come, so such a field is stamped anew. */
function withoutFuture(file: PortableFile, stamps: StampClock, nowMs: number): PortableFile {
  const isFuture = (stamp: string): boolean => stampToMs(stamp) > nowMs + DAY_MS;
  const restamp = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, [value, stamp]]) => [
        name,
        [value, isFuture(stamp) ? stamps.issue() : stamp] as const,
      ]),
    );
  const mend = (record: StoredRecord): StoredRecord =>
    Object.values(record.fields).some(([, stamp]) => isFuture(stamp))
      ? { ...record, fields: restamp(record.fields) }
      : record;
  return { ...file, records: file.records.map(mend) };
}
