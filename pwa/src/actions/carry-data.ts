/** Export, import and erase: a person's data is theirs to take, bring and destroy. */
import { UNEXPORTED_TYPES } from "../contract/things";
import type { StampClock } from "../core/clock";
import { stampToMs } from "../core/clock";
import type { LocalDate } from "../core/dates";
import { success, type Result } from "../core/result";
import type { CommitFailure } from "../db/commit";
import type { StorageFailure } from "../db/failures";
import {
  eraseEverything,
  markExported,
  mergeEverything,
  readEverything,
  type Merged,
  type OnProgress,
} from "../db/portable";
import { rekey } from "../importers/rekey";
import type { Imported, ImportProblem } from "../importers/types";
import { writeEntriesCsv } from "../model/entries-csv";
import { isPromiseEvent, type Fact } from "../model/facts";
import { writePortableFile, type PortableFile } from "../model/portable-file";
import { writePromisesCsv } from "../model/promises-csv";
import type { Fields, StoredRecord } from "../model/registers";
import type { ActionContext } from "./context";
import { importIds } from "./import-ids";
import { planImport, withRestored, type ImportPlan } from "./plan-import";

export type ImportFailure = ImportProblem | CommitFailure;

const DAY_MS = 86_400_000;

/** The text of an export file. */
export async function exportData({
  database,
}: ActionContext): Promise<Result<string, StorageFailure>> {
  const result = await readEverything(database);
  if (!result.ok) return result;
  const marked = await markExported(database);
  return marked.ok ? success(writePortableFile(withoutPartners(result.value))) : marked;
}

const UNEXPORTED: ReadonlySet<string> = new Set(UNEXPORTED_TYPES);

/** Who is shown what is between two accounts, and its secret is not for a file that may be passed on. */
const withoutPartners = ({ records, facts }: PortableFile): PortableFile => ({
  records: records.filter(({ type }) => !UNEXPORTED.has(type)),
  facts,
});

/** The entries as a table for spreadsheets. */
export async function exportCsv(context: ActionContext): Promise<Result<string, StorageFailure>> {
  const result = await readEverything(context.database);
  return result.ok ? success(writeEntriesCsv(result.value.records, result.value.facts)) : result;
}

/** The promises as a table of their own. */
export async function exportPromisesCsv(
  context: ActionContext,
): Promise<Result<string, StorageFailure>> {
  const result = await readEverything(context.database);
  return result.ok ? success(writePromisesCsv(result.value.records, result.value.facts)) : result;
}

/** Read a file of any kind that Kept knows, and say what it would bring. Nothing is written. */
export async function openImport(
  context: ActionContext,
  bytes: Uint8Array<ArrayBuffer>,
  today: LocalDate,
): Promise<Result<ImportPlan, ImportFailure>> {
  const read = await context.readImport(bytes, { today, nowMs: context.now() });
  if (!read.ok) return read;
  const here = await readEverything(context.database);
  if (!here.ok) return here;
  const ids = await importIds(context, read.value.source, here.value.records);
  if (!ids.ok) return ids;
  const imported = withoutFuture(read.value, context.stamps, context.now());
  return success(await planImport(await rekey(imported, ids.value), here.value));
}

/** Merge what a plan brings into what is here: all of it or nothing; doing it twice is doing it once. */
export function importData(
  { database, changes, sealer, stamps }: ActionContext,
  plan: ImportPlan,
  onProgress?: OnProgress,
  isBringingBack = false,
): Promise<Result<Merged, CommitFailure>> {
  const incoming = isBringingBack ? withRestored(plan, stamps.issue()) : plan.incoming;
  return mergeEverything(database, changes, sealer, incoming, onProgress);
}

/** All that is recorded here, and then the lock that guarded it. */
export async function eraseData(context: ActionContext): Promise<Result<null, StorageFailure>> {
  const erased = await eraseEverything(context.database, context.changes);
  return erased.ok ? (await context.openGuards()).remove() : erased;
}

/** A stamp from the far future would beat every edit to come, so such a field or event is stamped again. */
function withoutFuture(file: Imported, stamps: StampClock, nowMs: number): Imported {
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
  const mendFact = (fact: Fact): Fact =>
    isPromiseEvent(fact) && isFuture(fact.stamp) ? { ...fact, stamp: stamps.issue() } : fact;
  return { ...file, records: file.records.map(mend), facts: file.facts.map(mendFact) };
}
