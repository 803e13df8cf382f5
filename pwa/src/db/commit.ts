/**
 * The one way to write: things, the sealed form of their words, their outbox marks and the
 * checkpoints they outdate, in one strict transaction. Either all of it is on the disk, or nothing
 * changed. Words are sealed just before it opens: nothing may be awaited inside but its own requests.
 */
import type { Result } from "../core/result";
import { changesCounting } from "../model/counting";
import { isEntry, type Fact } from "../model/facts";
import { mergeFields } from "../model/merge";
import type { StoredRecord } from "../model/registers";
import type { Change, Changes } from "./changes";
import { keepCommands } from "./commands";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markDirty, markKnown, takeBack } from "./outbox";
import type { SealedThing, StoredCommand, WriteTransaction } from "./schema";
import { keepSealed } from "./sealed";
import { sealWords, type Sealer, type WordsLocked } from "./sealer";

export interface Batch {
  readonly add?: readonly Fact[];
  /**
   * Facts under ids that other devices make too, such as the Done of a nudge: what is here already, or was
   * here and is taken back, stays as it is.
   */
  readonly addOnce?: readonly Fact[];
  readonly withdraw?: readonly Fact[];
  /** Only the fields that changed; they are merged into what is stored. */
  readonly edit?: readonly StoredRecord[];
  /** What is asked of the server about sharing, kept until it has answered. */
  readonly ask?: readonly StoredCommand[];
}

export type CommitFailure = StorageFailure | WordsLocked;

export type Commit = (batch: Batch) => Promise<Result<Change, CommitFailure>>;

/** `sealer` is null on a device without an account. */
export const createCommit =
  (database: Database, changes: Changes, sealer: Sealer | null): Commit =>
  async (batch) => {
    const sealed = await sealWords(sealer, {
      records: batch.edit ?? [],
      facts: [...(batch.add ?? []), ...(batch.addOnce ?? [])],
    });
    if (!sealed.ok) return sealed;
    const result = await database.write((transaction) => apply(transaction, batch, sealed.value));
    if (result.ok) changes.publish(result.value);
    return result;
  };

async function apply(
  transaction: WriteTransaction,
  batch: Batch,
  sealed: readonly SealedThing[],
): Promise<Change> {
  await keepSealed(transaction, sealed);
  const added = await Promise.all((batch.add ?? []).map((fact) => addFact(transaction, fact)));
  const addedOnce = await Promise.all(
    (batch.addOnce ?? []).map((fact) => addFactOnce(transaction, fact)),
  );
  const taken = await Promise.all(
    (batch.withdraw ?? []).map((fact) => withdrawFact(transaction, fact)),
  );
  const records = await Promise.all(
    (batch.edit ?? []).map((record) => editRecord(transaction, record)),
  );
  await keepCommands(transaction, batch.ask ?? []);
  const refold = await dropOutdated(transaction, batch);
  return {
    type: "written",
    records,
    facts: [...added, ...addedOnce.flat(), ...taken.filter((fact) => fact.withdrawn === true)],
    dropped: taken.filter((fact) => fact.withdrawn !== true),
    refold,
  };
}

async function addFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  await transaction.objectStore("facts").put(fact);
  await markDirty(transaction, fact);
  return fact;
}

async function addFactOnce(transaction: WriteTransaction, fact: Fact): Promise<readonly Fact[]> {
  const store = transaction.objectStore("facts");
  if ((await store.get(fact.id)) !== undefined) return [];
  await store.put(fact);
  await markKnown(transaction, fact);
  return [fact];
}

/** A fact that never left this device is simply dropped; any other stays, marked as withdrawn. */
async function withdrawFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  if (await takeBack(transaction, fact)) {
    await transaction.objectStore("facts").delete(fact.id);
    await transaction.objectStore("sealed").delete([fact.type, fact.id]);
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
export async function dropOutdated(transaction: WriteTransaction, batch: Batch): Promise<string[]> {
  const store = transaction.objectStore("checkpoints");
  const edited = (batch.edit ?? []).filter(changesCounting);
  const everyHabit = edited.some((record) => record.type === "preference");
  const keys = everyHabit
    ? await store.getAllKeys()
    : edited.filter((record) => record.type === "habit").map((record) => record.id);
  const outdated = new Set(keys);
  const facts = [batch.add, batch.addOnce, batch.withdraw].flatMap((some) => some ?? []);
  for (const fact of facts.filter(isEntry)) {
    const stored = await store.get(fact.habit);
    if (stored !== undefined && fact.on < stored.checkpoint.before) outdated.add(fact.habit);
  }
  await Promise.all([...outdated].map((habit) => store.delete(habit)));
  return [...outdated];
}
