/**
 * The one way to write: things, the sealed form of their words, their outbox marks and the
 * checkpoints they outdate, in one strict transaction. Either all of it is on the disk, or nothing
 * changed. Words are sealed just before it opens: nothing may be awaited inside but its own requests.
 */
import type { Result } from "../core/result";
import { changesCounting } from "../model/counting";
import { groupFacts, isEntry, type Fact } from "../model/facts";
import { mergeFields } from "../model/merge";
import type { StoredRecord } from "../model/registers";
import type { Change, Changes } from "./changes";
import { keepCommands } from "./commands";
import { endingsOf } from "./endings";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { isUnsent, markDirty, markKnown, markNew, unmark } from "./outbox";
import type { Ending, SealedThing, WaitingCommand, WriteTransaction } from "./schema";
import { dropSealed, keepSealed } from "./sealed";
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
  /** As `edit`, of partner records: what ends a share or a pair. No words are in it, so it needs no key. */
  readonly end?: readonly StoredRecord[];
  /** What is asked of the server about sharing, kept until it has answered. */
  readonly ask?: readonly WaitingCommand[];
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
  // All at once, for each wait is a way to the disk and back: what depends on what is asked in order.
  const [added, addedOnce, taken, records, refold] = await Promise.all([
    Promise.all((batch.add ?? []).map((fact) => addFact(transaction, fact))),
    Promise.all((batch.addOnce ?? []).map((fact) => addFactOnce(transaction, fact))),
    Promise.all((batch.withdraw ?? []).map((fact) => withdrawFact(transaction, fact))),
    editRecords(transaction, batch),
    dropOutdated(transaction, batch),
    keepSealed(transaction, sealed),
    keepCommands(transaction, batch.ask ?? []),
  ]);
  return {
    type: "written",
    records,
    facts: [...added, ...addedOnce.flat(), ...taken.filter((fact) => fact.withdrawn === true)],
    dropped: taken.filter((fact) => fact.withdrawn !== true),
    refold,
  };
}

/** Its id is new, and nothing waits in the outbox under it. */
async function addFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  await Promise.all([transaction.objectStore("facts").put(fact), markNew(transaction, fact)]);
  return fact;
}

async function addFactOnce(transaction: WriteTransaction, fact: Fact): Promise<readonly Fact[]> {
  const store = transaction.objectStore("facts");
  if ((await store.get(fact.id)) !== undefined) return [];
  await Promise.all([store.put(fact), markKnown(transaction, fact)]);
  return [fact];
}

/** A fact that never left this device is simply dropped; any other stays, marked as withdrawn. */
async function withdrawFact(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  if (!(await isUnsent(transaction, fact))) return markWithdrawn(transaction, fact);
  await Promise.all([
    transaction.objectStore("facts").delete(fact.id),
    unmark(transaction, fact),
    dropSealed(transaction, fact),
  ]);
  return fact;
}

async function markWithdrawn(transaction: WriteTransaction, fact: Fact): Promise<Fact> {
  const withdrawn: Fact = { ...fact, withdrawn: true };
  await Promise.all([
    transaction.objectStore("facts").put(withdrawn),
    markDirty(transaction, withdrawn),
  ]);
  return withdrawn;
}

const editRecords = (
  transaction: WriteTransaction,
  { edit = [], end = [] }: Batch,
): Promise<StoredRecord[]> =>
  Promise.all([
    ...edit.map((record) => editRecord(transaction, record)),
    ...end.map((record) => editRecord(transaction, record, endingsOf(record))),
  ]);

async function editRecord(
  transaction: WriteTransaction,
  record: StoredRecord,
  ends: readonly Ending[] = [],
): Promise<StoredRecord> {
  const store = transaction.objectStore("records");
  const stored = await store.get([record.type, record.id]);
  const merged = { ...record, fields: mergeFields(stored?.fields ?? {}, record.fields) };
  await Promise.all([store.put(merged), markDirty(transaction, merged, ends)]);
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
  const byHabit = groupFacts(facts.filter(isEntry), ({ habit }) => habit);
  await Promise.all(
    [...byHabit].map(async ([habit, entries]) => {
      const before = (await store.get(habit))?.checkpoint.before;
      if (before !== undefined && entries.some(({ on }) => on < before)) outdated.add(habit);
    }),
  );
  await Promise.all([...outdated].map((habit) => store.delete(habit)));
  return [...outdated];
}
