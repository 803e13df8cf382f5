/** Everything out, everything in, everything gone. */
import type { Result } from "../core/result";
import type { Fact } from "../model/facts";
import { mergeFields, type StoredRecord } from "../model/registers";
import type { Changes } from "./changes";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markDirty } from "./outbox";
import { ALL_STORES, type WriteTransaction } from "./schema";

export interface Everything {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

/** All that is recorded, in the order of the keys, so that equal contents give equal files. */
export const readEverything = (database: Database): Promise<Result<Everything, StorageFailure>> =>
  database.read(async (transaction) => {
    const [records, facts] = await Promise.all([
      transaction.objectStore("records").getAll(),
      transaction.objectStore("facts").getAll(),
    ]);
    return { records, facts };
  });

/** How many things a merge brought that were not here before. */
export interface Merged {
  readonly records: number;
  readonly facts: number;
}

/** Merge into what is here: the union of the facts, withdrawn wins; the later stamp of each field. */
export async function mergeEverything(
  database: Database,
  changes: Changes,
  incoming: Everything,
): Promise<Result<Merged, StorageFailure>> {
  const result = await database.write(async (transaction) => {
    const records = await mergeAll(transaction, incoming.records, mergeRecord);
    const facts = await mergeAll(transaction, incoming.facts, mergeFact);
    if (records + facts > 0) await transaction.objectStore("checkpoints").clear();
    return { records, facts };
  });
  if (result.ok) changes.publish({ type: "replaced" });
  return result;
}

/** Erase this device. */
export async function eraseEverything(
  database: Database,
  changes: Changes,
): Promise<Result<null, StorageFailure>> {
  const result = await database.write(async (transaction) => {
    await Promise.all(ALL_STORES.map((store) => transaction.objectStore(store).clear()));
    return null;
  });
  if (result.ok) changes.publish({ type: "replaced" });
  return result;
}

async function mergeAll<Thing>(
  transaction: WriteTransaction,
  things: readonly Thing[],
  mergeOne: (transaction: WriteTransaction, thing: Thing) => Promise<boolean>,
): Promise<number> {
  const changed = await Promise.all(things.map((thing) => mergeOne(transaction, thing)));
  return changed.filter(Boolean).length;
}

async function mergeRecord(transaction: WriteTransaction, record: StoredRecord): Promise<boolean> {
  const store = transaction.objectStore("records");
  const stored = await store.get([record.type, record.id]);
  const fields = mergeFields(stored?.fields ?? {}, record.fields);
  if (stored !== undefined && sameRegisters(stored.fields, fields)) return false;
  await store.put({ ...record, fields });
  await markDirty(transaction, record);
  return true;
}

async function mergeFact(transaction: WriteTransaction, fact: Fact): Promise<boolean> {
  const store = transaction.objectStore("facts");
  const stored = await store.get(fact.id);
  const isNews = stored === undefined || (fact.withdrawn === true && stored.withdrawn !== true);
  if (!isNews) return false;
  await store.put(fact);
  await markDirty(transaction, fact);
  return true;
}

/** A merge hands back the very registers that won, so that identity tells whether anything is new. */
const sameRegisters = (left: StoredRecord["fields"], right: StoredRecord["fields"]): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, register]) => right[name] === register);
