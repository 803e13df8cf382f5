/** Everything out, everything in, everything gone. */
import type { Result } from "../core/result";
import type { Fact } from "../model/facts";
import { mergeFields, type StoredRecord } from "../model/registers";
import type { Changes } from "./changes";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markAllDirty, markDirty } from "./outbox";
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
    const changed = await Promise.all(
      incoming.records.map((record) => mergeRecord(transaction, record)),
    );
    const records = changed.filter(Boolean).length;
    const facts = await mergeFacts(transaction, incoming.facts);
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

async function mergeRecord(transaction: WriteTransaction, record: StoredRecord): Promise<boolean> {
  const store = transaction.objectStore("records");
  const stored = await store.get([record.type, record.id]);
  const fields = mergeFields(stored?.fields ?? {}, record.fields);
  if (stored !== undefined && sameRegisters(stored.fields, fields)) return false;
  await store.put({ ...record, fields });
  await markDirty(transaction, record);
  return true;
}

/** Decades may come at once: what is here is read in one go, and only what is new is written. */
async function mergeFacts(
  transaction: WriteTransaction,
  incoming: readonly Fact[],
): Promise<number> {
  const store = transaction.objectStore("facts");
  const isWithdrawnById = new Map(
    (await store.getAll()).map((fact) => [fact.id, fact.withdrawn === true]),
  );
  const news = incoming.filter(
    ({ id, withdrawn }) =>
      !isWithdrawnById.has(id) || (withdrawn === true && isWithdrawnById.get(id) === false),
  );
  if (news.length === 0) return 0;
  await markAllDirty(transaction, news);
  await Promise.all(news.map((fact) => store.put(fact)));
  return news.length;
}

/** A merge hands back the very registers that won, so that identity tells whether anything is new. */
const sameRegisters = (left: StoredRecord["fields"], right: StoredRecord["fields"]): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, register]) => right[name] === register);
