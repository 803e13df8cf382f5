/**
 * The one way to write: things, their outbox marks and the checkpoints they outdate, in one
 * strict transaction. Either all of it is on the disk, or nothing changed.
 */
import type { Result } from "../core/result";
import type { Fact } from "../model/facts";
import { mergeFields, type StoredRecord } from "../model/registers";
import type { Change, Changes } from "./changes";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markDirty, takeBack } from "./outbox";
import type { WriteTransaction } from "./schema";

export interface Batch {
  readonly add?: readonly Fact[];
  readonly withdraw?: readonly Fact[];
  /** Only the fields that changed; they are merged into what is stored. */
  readonly edit?: readonly StoredRecord[];
}

export type Commit = (batch: Batch) => Promise<Result<Change, StorageFailure>>;

export const createCommit =
  (database: Database, changes: Changes): Commit =>
  async (batch) => {
    const result = await database.write((transaction) => apply(transaction, batch));
    if (result.ok) changes.publish(result.value);
    return result;
  };

async function apply(transaction: WriteTransaction, batch: Batch): Promise<Change> {
  const added = await Promise.all((batch.add ?? []).map((fact) => addFact(transaction, fact)));
  const taken = await Promise.all(
    (batch.withdraw ?? []).map((fact) => withdrawFact(transaction, fact)),
  );
  const records = await Promise.all(
    (batch.edit ?? []).map((record) => editRecord(transaction, record)),
  );
  const refold = await dropOutdated(transaction, batch);
  return {
    type: "written",
    records,
    facts: [...added, ...taken.filter((fact) => fact.withdrawn === true)],
    dropped: taken.filter((fact) => fact.withdrawn !== true),
    refold,
  };
}

async function addFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  await transaction.objectStore("facts").put(fact);
  await markDirty(transaction, fact);
  return fact;
}

/** A fact that never left this device is simply dropped; any other stays, marked as withdrawn. */
async function withdrawFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  if (await takeBack(transaction, fact)) {
    await transaction.objectStore("facts").delete(fact.id);
    return fact;
  }
  return addFact(transaction, { ...fact, withdrawn: true });
}

async function editRecord(
  transaction: WriteTransaction,
  record: StoredRecord,
): Promise<StoredRecord> {
  const store = transaction.objectStore("records");
  const stored = await store.get([record.type, record.id]);
  const merged = { ...record, fields: mergeFields(stored?.fields ?? {}, record.fields) };
  await store.put(merged);
  await markDirty(transaction, merged);
  return merged;
}

/** Forget each checkpoint that this batch makes untrue; returns the habits concerned. */
async function dropOutdated(transaction: WriteTransaction, batch: Batch): Promise<string[]> {
  const store = transaction.objectStore("checkpoints");
  const edited = batch.edit ?? [];
  const everyHabit = edited.some((record) => record.type === "preference");
  const keys = everyHabit
    ? await store.getAllKeys()
    : edited.filter((record) => record.type === "habit").map((record) => record.id);
  const outdated = new Set(keys);
  for (const fact of [...(batch.add ?? []), ...(batch.withdraw ?? [])]) {
    const stored = await store.get(fact.habit);
    if (stored !== undefined && fact.on < stored.checkpoint.before) outdated.add(fact.habit);
  }
  await Promise.all([...outdated].map((habit) => store.delete(habit)));
  return [...outdated];
}
