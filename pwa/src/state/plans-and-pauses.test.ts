import { describe, expect, it } from "vitest";
import type { HabitDraft } from "../actions/save-habit";
import { addDays } from "../core/dates";
import { readEverything } from "../db/portable";
import { isEntry } from "../model/facts";
import { readHabit, type Habit } from "../model/habit-record";
import { readPreferences } from "../model/preferences";
import { evaluate } from "../model/streaks";
import { createBench, type Bench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { historyOf } from "./summaries";

const TWICE: HabitDraft = { ...DRAFT, plan: { ...DRAFT.plan, target: { amount: 2 } } };

let devices = 0;

async function stored({ context }: Bench) {
  const result = await readEverything(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value;
}

async function theHabit(bench: Bench): Promise<Habit> {
  const record = (await stored(bench)).records.find(({ type }) => type === "habit");
  if (record === undefined) throw new Error("not stored");
  return readHabit(record);
}

async function thePreferences(bench: Bench) {
  return readPreferences(
    (await stored(bench)).records.find(({ type }) => type === "preference")?.fields,
  );
}

async function habitSince(from: string): Promise<{ bench: Bench; habit: Habit }> {
  const bench = createBench(`plans-${(devices += 1)}`);
  const created = await bench.actions.createHabit(DRAFT, from);
  if (!created.ok) throw new Error(created.failure.type);
  return { bench, habit: await theHabit(bench) };
}

describe("a start", () => {
  it.each([addDays(TODAY, -400), TODAY, addDays(TODAY, 30)])("may be on %s", async (from) => {
    const { habit } = await habitSince(from);
    expect(habit.plans.map((plan) => plan.from)).toEqual([from]);
  });

  it.each(["", "2026-02-30", "0026-11-23", "2126-11-23"])("is refused on “%s”", async (from) => {
    const bench = createBench(`plans-${(devices += 1)}`);
    const result = await bench.actions.createHabit(DRAFT, from);
    expect(result).toEqual({ ok: false, failure: { type: "invalid-start" } });
    expect((await stored(bench)).records).toEqual([]);
  });

  it("that has not come yet moves with its plan", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, 10));
    await bench.actions.editHabit(habit, DRAFT, addDays(TODAY, 20), TODAY);
    expect((await theHabit(bench)).plans.map((plan) => plan.from)).toEqual([addDays(TODAY, 20)]);
  });

  it("may be moved to an earlier day", async () => {
    const { bench, habit } = await habitSince(TODAY);
    await bench.actions.editHabit(habit, DRAFT, addDays(TODAY, -5), TODAY);
    expect((await theHabit(bench)).plans.map((plan) => plan.from)).toEqual([addDays(TODAY, -5)]);
  });
});

describe("a plan", () => {
  it("that begins later leaves the one before as it is", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -30));
    await bench.actions.editHabit(habit, TWICE, addDays(TODAY, 7), TODAY);
    expect((await theHabit(bench)).plans).toMatchObject([
      { from: addDays(TODAY, -30), target: { amount: 1 } },
      { from: addDays(TODAY, 7), target: { amount: 2 } },
    ]);
  });

  it("from an earlier day on is the only one since", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -30));
    await bench.actions.editHabit(habit, TWICE, addDays(TODAY, -3), TODAY);
    const thrice = { ...DRAFT, plan: { ...DRAFT.plan, target: { amount: 3 } } };
    await bench.actions.editHabit(await theHabit(bench), thrice, addDays(TODAY, -10), TODAY);
    expect((await theHabit(bench)).plans).toMatchObject([
      { from: addDays(TODAY, -30), target: { amount: 1 } },
      { from: addDays(TODAY, -10), target: { amount: 3 } },
    ]);
  });
});

describe("time off", () => {
  it("of one habit is kept, changed, ended and taken back", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -30));
    await bench.actions.savePause(habit, { from: TODAY, to: null });
    const [pause] = (await theHabit(bench)).pauses;
    expect(pause).toMatchObject({ from: TODAY, to: null });
    if (pause === undefined) throw new Error("no pause");
    await bench.actions.savePause(habit, { from: addDays(TODAY, -2), to: null }, pause.id);
    const [changed] = (await theHabit(bench)).pauses;
    if (changed === undefined) throw new Error("no pause");
    await bench.actions.endPause(habit, changed, addDays(TODAY, -1));
    expect((await theHabit(bench)).pauses).toEqual([
      { id: pause.id, from: addDays(TODAY, -2), to: addDays(TODAY, -1) },
    ]);
    await bench.actions.deletePause(habit, pause.id);
    expect((await theHabit(bench)).pauses).toEqual([]);
  });

  it("that ends before it began is gone", async () => {
    const { bench, habit } = await habitSince(TODAY);
    await bench.actions.savePause(habit, { from: TODAY, to: null });
    const [pause] = (await theHabit(bench)).pauses;
    if (pause === undefined) throw new Error("no pause");
    await bench.actions.endPause(habit, pause, addDays(TODAY, -1));
    expect((await theHabit(bench)).pauses).toEqual([]);
  });

  it.each([
    { from: TODAY, to: addDays(TODAY, -1) },
    { from: "", to: null },
    { from: TODAY, to: "" },
    { from: "2026-02-30", to: null },
  ])("of $from to $to is refused", async (pause) => {
    const { bench, habit } = await habitSince(TODAY);
    const before = await stored(bench);
    const result = await bench.actions.savePause(habit, pause);
    expect(result).toEqual({ ok: false, failure: { type: "invalid-pause" } });
    expect(await stored(bench)).toEqual(before);
  });

  it("of everything holds the streak of every habit, and leaves the preferences alone", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -20));
    for (let ago = 20; ago > 10; ago -= 1) {
      await bench.actions.logStep({ habit: habit.id, on: addDays(TODAY, -ago), amount: 1 });
    }
    const streak = async (): Promise<number> => {
      const past = { checkpoint: null, facts: (await stored(bench)).facts.filter(isEntry) };
      return evaluate(historyOf(habit, past, await thePreferences(bench), TODAY)).current;
    };
    expect(await streak()).toBe(0);
    await bench.actions.savePause(null, { from: addDays(TODAY, -10), to: TODAY });
    expect(await streak()).toBe(10);
    const { pauses, ...rest } = await thePreferences(bench);
    expect(pauses).toHaveLength(1);
    expect({ ...rest, pauses: [] }).toEqual(readPreferences());
  });

  it("that is planned outlives the archive", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -20));
    await bench.actions.savePause(habit, { from: addDays(TODAY, 30), to: null });
    await bench.actions.archiveHabit(await theHabit(bench), TODAY);
    await bench.actions.restoreHabit(await theHabit(bench), addDays(TODAY, 4));
    expect((await theHabit(bench)).pauses).toMatchObject([
      { from: addDays(TODAY, 30), to: null },
      { from: TODAY, to: addDays(TODAY, 4) },
    ]);
  });
});

describe("the offer of another size", () => {
  it("that is taken changes the size and nothing of the plan", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -30));
    await bench.actions.declineOffer(habit, "smaller", TODAY);
    await bench.actions.takeStep(habit, "small", TODAY);
    expect(await theHabit(bench)).toEqual({
      ...habit,
      step: "small",
      stepFrom: TODAY,
      declinedOffers: [],
    });
  });

  it("that is declined is remembered", async () => {
    const { bench, habit } = await habitSince(addDays(TODAY, -30));
    await bench.actions.declineOffer(habit, "larger", TODAY);
    expect(await theHabit(bench)).toEqual({ ...habit, declinedOffers: ["larger"] });
  });
});
