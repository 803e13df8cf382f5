/** Reading the past of habits and promises, and keeping the folded part of it. */
import type { LocalDate } from "../core/dates";
import type { Result } from "../core/result";
import { isEntry, isLive, isPromiseEvent, type EntryFact, type PromiseEvent } from "../model/facts";
import { PREFERENCES_ID } from "../model/preferences";
import type { StoredRecord } from "../model/registers";
import type { Checkpoint } from "../model/streaks";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { ReadTransaction, WriteTransaction } from "./schema";

export interface HabitPast {
  /** The fold up to `checkpoint.before`, or null when `facts` reach back to the beginning. */
  readonly checkpoint: Checkpoint | null;
  /** Live facts from the checkpoint on, by date and then by id. */
  readonly facts: readonly EntryFact[];
}

export interface Journal {
  readonly records: readonly StoredRecord[];
  readonly pastByHabit: ReadonlyMap<string, HabitPast>;
  /** What happened to promises, as far as it was not taken back. */
  readonly promiseEvents: readonly PromiseEvent[];
}

/** As much of it as the fold of one habit needs. */
export type HabitJournal = Pick<Journal, "records" | "pastByHabit">;

/**
 * All records but the reflections, and of each habit only what its checkpoint does not already hold. A checkpoint that
 * reaches past `latestBefore` was made while the device's clock was ahead, and is not used.
 */
export const loadJournal = (
  database: Database,
  latestBefore: LocalDate,
): Promise<Result<Journal, StorageFailure>> =>
  database.read(async (transaction) => {
    const [records, checkpoints, events] = await Promise.all([
      readRecords(transaction),
      transaction.objectStore("checkpoints").getAll(),
      // A promise has few events, and each is needed to say how it stands.
      transaction.objectStore("facts").index("by_promise").getAll(),
    ]);
    const known = new Map(
      checkpoints
        .filter((stored) => stored.checkpoint.before <= latestBefore)
        .map((stored) => [stored.habit, stored.checkpoint]),
    );
    const habits = records.filter((record) => record.type === "habit").map((record) => record.id);
    const pasts = await Promise.all(
      habits.map(
        async (habit) =>
          [habit, await readPast(transaction, habit, known.get(habit) ?? null)] as const,
      ),
    );
    const promiseEvents = events.filter(isPromiseEvent).filter(isLive);
    return { records, pastByHabit: new Map(pasts), promiseEvents };
  });

/** Everything ever recorded for one habit, oldest first. */
export const loadWholePast = (
  database: Database,
  habit: string,
): Promise<Result<HabitPast, StorageFailure>> =>
  database.read((transaction) => readPast(transaction, habit, null));

export interface StoredDay {
  readonly habit: StoredRecord | undefined;
  readonly preferences: StoredRecord | undefined;
  /** Those that were taken back too. */
  readonly facts: readonly EntryFact[];
}

/** All that tells how one day of one habit stands. */
export const loadDay = (
  database: Database,
  habit: string,
  on: LocalDate,
): Promise<Result<StoredDay, StorageFailure>> =>
  database.read(async (transaction) => {
    const range = IDBKeyRange.bound([habit, on, ""], [habit, on, "\uffff"]);
    const [record, preferences, facts] = await Promise.all([
      transaction.objectStore("records").get(["habit", habit]),
      transaction.objectStore("records").get(["preference", PREFERENCES_ID]),
      factsByHabit(transaction).getAll(range),
    ]);
    return { habit: record, preferences, facts: facts.filter(isEntry) };
  });

export interface StoredPromise {
  readonly promise: StoredRecord | undefined;
  /** Those that were taken back too. */
  readonly events: readonly PromiseEvent[];
}

/** All that tells how one promise stands. */
export const loadPromise = (
  database: Database,
  promise: string,
): Promise<Result<StoredPromise, StorageFailure>> =>
  database.read(async (transaction) => {
    const [record, facts] = await Promise.all([
      transaction.objectStore("records").get(["promise", promise]),
      transaction.objectStore("facts").index("by_promise").getAll(),
    ]);
    const events = facts.filter(isPromiseEvent).filter((event) => event.promise === promise);
    return { promise: record, events };
  });

async function readPast(
  transaction: ReadTransaction | WriteTransaction,
  habit: string,
  checkpoint: Checkpoint | null,
): Promise<HabitPast> {
  const from = checkpoint?.before ?? "";
  const range = IDBKeyRange.bound([habit, from, ""], [habit, "\uffff", "\uffff"]);
  const facts = await factsByHabit(transaction).getAll(range);
  return { checkpoint, facts: facts.filter(isEntry).filter(isLive) };
}

/**
 * Fold the closed past of a habit and keep it. Read, fold and write happen in one transaction:
 * a fold of what another tab changes meanwhile would be a wrong streak that nothing corrects.
 */
export const renewCheckpoint = (
  database: Database,
  habit: string,
  fold: (journal: HabitJournal) => Checkpoint | null,
): Promise<Result<Checkpoint | null, StorageFailure>> =>
  database.write(async (transaction) => {
    const records = await readRecords(transaction);
    const past = await readPast(transaction, habit, null);
    const checkpoint = fold({ records, pastByHabit: new Map([[habit, past]]) });
    if (checkpoint === null) await transaction.objectStore("checkpoints").delete(habit);
    else await transaction.objectStore("checkpoints").put({ habit, checkpoint });
    return checkpoint;
  });

/** All but the reflections: no start waits for years of words that only their own screens show. */
async function readRecords(
  transaction: ReadTransaction | WriteTransaction,
): Promise<readonly StoredRecord[]> {
  const store = (transaction as ReadTransaction).objectStore("records");
  // An array sorts after every text, so that the second range begins behind the last of them.
  const ranges = [
    IDBKeyRange.upperBound(["reflection"], true),
    IDBKeyRange.lowerBound(["reflection", []], true),
  ];
  return (await Promise.all(ranges.map((range) => store.getAll(range)))).flat();
}

/** The two kinds of transaction differ in type only. */
const factsByHabit = (transaction: ReadTransaction | WriteTransaction) =>
  (transaction as ReadTransaction).objectStore("facts").index("by_habit");
