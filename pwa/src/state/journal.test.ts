import { describe, expect, it } from "vitest";
import { addDays } from "../core/dates";
import { renewCheckpoint } from "../db/history";
import { readHabit } from "../model/habit-record";
import { readPreferences } from "../model/preferences";
import { checkpoint, evaluate } from "../model/streaks";
import { createBench, type Bench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { PROMISE_DRAFT } from "../testing/promise-draft";
import { createJournal, type Journal } from "./journal";
import { historyOf } from "./summaries";

const DAYS = 400;

let devices = 0;

/** A habit kept every day for four hundred days up to yesterday, its old past folded. */
async function folded(): Promise<{ bench: Bench; journal: Journal; id: string }> {
  const bench = createBench(`journal-${(devices += 1)}`);
  const created = await bench.actions.createHabit(DRAFT, addDays(TODAY, -DAYS));
  if (!created.ok) throw new Error(created.failure.type);
  const id = created.value;
  await bench.context.commit({
    add: Array.from({ length: DAYS }, (_, at) => ({
      type: "entry",
      id: bench.context.mintFactId(),
      habit: id,
      on: addDays(TODAY, at - DAYS),
      kind: "done",
      amount: 1,
    })),
  });
  await renewCheckpoint(bench.context.database, id, ({ records, pastByHabit }) => {
    const record = records.find((candidate) => candidate.id === id);
    const past = pastByHabit.get(id);
    if (record === undefined || past === undefined) throw new Error("not stored");
    const history = historyOf(readHabit(record), past, readPreferences(), TODAY);
    return checkpoint(history, addDays(TODAY, -125));
  });
  const journal = createJournal({ ...bench.context, lockedName: "Locked" });
  await journal.load();
  return { bench, journal, id };
}

function currentStreak(journal: Journal, id: string): number {
  const habit = journal.habit(id);
  if (habit === undefined) throw new Error("not loaded");
  const past = journal.pastOf(id).peek();
  return evaluate(historyOf(habit, past, readPreferences(), TODAY), past.checkpoint).current;
}

describe("a journal with a folded past", () => {
  it("reads the recent days only, and counts them all", async () => {
    const { journal, id } = await folded();
    expect(journal.pastOf(id).peek().facts).toHaveLength(125);
    expect(currentStreak(journal, id)).toBe(DAYS);
  });

  it("reads the rest when it is asked for, and counts the same", async () => {
    const { journal, id } = await folded();
    await journal.openPast(id);
    expect(journal.pastOf(id).peek().facts).toHaveLength(DAYS);
    expect(currentStreak(journal, id)).toBe(DAYS);
  });

  it("loses no tap that is made while the rest is read", async () => {
    const { bench, journal, id } = await folded();
    const opening = journal.openPast(id);
    await bench.actions.logStep({ habit: id, on: TODAY, amount: 1 });
    await opening;
    expect(currentStreak(journal, id)).toBe(DAYS + 1);
  });

  it("loses no tap of another tab that is told of while everything is read", async () => {
    const { bench, id } = await folded();
    const { database } = bench.context;
    let told: (() => Promise<unknown>) | null = () =>
      bench.actions.logStep({ habit: id, on: TODAY, amount: 1 });
    // A busy page gets the message of another tab before the answer of its own disk.
    const busy: typeof database = {
      ...database,
      read: async (work) => {
        const result = await database.read(work);
        const tell = told;
        told = null;
        await tell?.();
        return result;
      },
    };
    const journal = createJournal({ ...bench.context, database: busy, lockedName: "Locked" });
    await journal.load();
    expect(currentStreak(journal, id)).toBe(DAYS + 1);
  });

  it("counts again when a day of long ago is taken back", async () => {
    const { bench, journal, id } = await folded();
    await journal.openPast(id);
    const old = journal
      .pastOf(id)
      .peek()
      .facts.find((fact) => fact.on === addDays(TODAY, -300));
    if (old === undefined) throw new Error("not loaded");
    await bench.actions.withdrawEntries([old]);
    // Covered by a spare: the day is gone from the row, the row is whole.
    expect(currentStreak(journal, id)).toBe(DAYS - 1);
    const again = createJournal({ ...bench.context, lockedName: "Locked" });
    await again.load();
    expect(again.pastOf(id).peek().checkpoint).toBeNull();
    expect(currentStreak(again, id)).toBe(DAYS - 1);
  });

  it("follows what another tab writes", async () => {
    const { bench, journal, id } = await folded();
    await bench.actions.logStep({ habit: id, on: TODAY, amount: 1 });
    expect(currentStreak(journal, id)).toBe(DAYS + 1);
  });
});

describe("a journal with a promise", () => {
  it("shows what became of it at once, and after a start, and no more once it is taken back", async () => {
    const bench = createBench("journal-promise");
    const journal = createJournal({ ...bench.context, lockedName: "" });
    await journal.load();
    const created = await bench.actions.createPromise(PROMISE_DRAFT);
    if (!created.ok) throw new Error(created.failure.type);
    const promise = created.value;
    const told = await bench.actions.tellPromise({ promise, kind: "kept", on: TODAY });
    if (!told.ok) throw new Error(told.failure.type);

    const again = createJournal({ ...bench.context, lockedName: "" });
    await again.load();
    for (const { recordsOf, promiseEvents } of [journal, again]) {
      expect(recordsOf("promise").map(({ id }) => id)).toEqual([promise]);
      expect(promiseEvents.value.get(promise)).toEqual([told.value]);
    }
    await bench.actions.withdrawTelling(told.value);
    expect(journal.promiseEvents.value.get(promise)).toBeUndefined();
  });
});
