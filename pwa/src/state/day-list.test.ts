import { signal } from "@preact/signals";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HabitDraft } from "../actions/save-habit";
import { addDays, wallClockMs } from "../core/dates";
import { createBench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { createCalendar } from "./calendar";
import { createDayLists, lastDays, type DayLists } from "./day-list";
import { createJournal } from "./journal";

let devices = 0;

const PLANS = [
  DRAFT.plan,
  { ...DRAFT.plan, target: { amount: 2 } },
  { ...DRAFT.plan, rule: { kind: "times", times: 3, per: "week" } },
  { ...DRAFT.plan, rule: { kind: "interval", days: 3 } },
] as const;

async function createDevice(plans: readonly HabitDraft["plan"][] = PLANS) {
  const bench = createBench(`day-list-${(devices += 1)}`);
  const journal = createJournal({ ...bench.context, lockedName: "Locked" });
  await journal.load();
  const { now, timeZone } = bench.context;
  const here = { now, timeZone, wallClockMs: (atMs: number) => wallClockMs(atMs, timeZone()) };
  const calendar = createCalendar(here, signal(0));
  for (const [at, plan] of plans.entries()) {
    await bench.actions.createHabit({ ...DRAFT, name: String(at), plan }, addDays(TODAY, -20));
  }
  // All were made in the same moment, so that their places say nothing.
  const ids = plans.map(
    (_, at) => journal.habits.value.find(({ name }) => name === String(at))?.id ?? "",
  );
  return { ...bench, journal, calendar, ids };
}

const shown = (lists: DayLists) => ({
  days: lastDays(TODAY).map((on) => lists.of(on)),
  strip: lists.strip.value,
  isNew: lists.isNew.value,
  isAfterGap: lists.isAfterGap.value,
});

const change = fc.record({
  habit: fc.nat({ max: 3 }),
  daysAgo: fc.nat({ max: 9 }),
  isUndo: fc.boolean(),
});

describe("the lists of the last days", () => {
  it("stand after any taps as if they were counted for the first time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const { actions, journal, calendar } = await createDevice();
        const lists = createDayLists(journal, calendar);
        for (const { habit: at, daysAgo, isUndo } of changes) {
          const habit = journal.habits.value[at]?.id ?? "";
          const on = addDays(TODAY, -daysAgo);
          const logged = journal.pastOf(habit).value.facts.filter((fact) => fact.on === on);
          if (isUndo) await actions.withdrawEntries(logged);
          else await actions.logStep({ habit, on, amount: 1 });
          expect(shown(lists)).toEqual(shown(createDayLists(journal, calendar)));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("leave the rows of a list alone that holds the same habits", async () => {
    const { actions, journal, calendar } = await createDevice();
    const lists = createDayLists(journal, calendar);
    const before = lists.of(TODAY);
    const habit = before.due.find(({ plans }) => plans[0]?.target.amount === 1);
    await actions.logStep({ habit: habit?.id ?? "", on: TODAY, amount: 1 });
    const after = lists.of(TODAY);
    expect(after.kept).toBe(before.kept + 1);
    expect(after.due).toBe(before.due);
  });
});

const WEEKLY = { ...DRAFT.plan, rule: { kind: "times", times: 1, per: "week" } } as const;
const MONTHLY = { ...DRAFT.plan, rule: { kind: "times", times: 1, per: "month" } } as const;
const EVERY_FIVE = { ...DRAFT.plan, rule: { kind: "interval", days: 5 } } as const;
const TODAY_ONLY = { ...DRAFT.plan, rule: { kind: "days", weekdays: [1] } } as const;
const TOMORROW_ONLY = { ...DRAFT.plan, rule: { kind: "days", weekdays: [2] } } as const;
const GLASSES = { ...WEEKLY, target: { amount: 8 } } as const;
const REST = { isRest: true, amount: null, note: "" } as const;

describe("what a day asks for", () => {
  it("leaves out what rests", async () => {
    const { actions, journal, calendar, ids } = await createDevice([
      DRAFT.plan,
      WEEKLY,
      TODAY_ONLY,
    ]);
    const [first = "", ...resting] = ids;
    const lists = createDayLists(journal, calendar);
    await actions.logStep({ habit: first, on: TODAY, amount: 1 });
    for (const habit of resting) {
      await actions.setDay({ habit, on: TODAY, ...REST }, []);
    }

    const list = lists.of(TODAY);

    expect(list.due).toHaveLength(3);
    expect(list).toMatchObject({ kept: 1, asked: 1 });
    expect(lists.strip.value.at(-1)).toEqual({ on: TODAY, kept: 1, asked: 1 });
  });

  it("is nothing where everything rests", async () => {
    const { actions, journal, calendar, ids } = await createDevice([DRAFT.plan]);
    const [habit = ""] = ids;
    await actions.setDay({ habit, on: TODAY, ...REST }, []);

    const list = createDayLists(journal, calendar).of(TODAY);

    expect(list).toMatchObject({ kept: 0, asked: 0 });
    expect(list.due).toHaveLength(1);
  });

  it("leaves out what was begun on a day that does not ask for it", async () => {
    const { actions, journal, calendar, ids } = await createDevice([
      DRAFT.plan,
      { ...TOMORROW_ONLY, target: { amount: 2 } },
      GLASSES,
    ]);
    const [first = "", onTuesdays = "", glasses = ""] = ids;
    await actions.logStep({ habit: first, on: TODAY, amount: 1 });
    await actions.logStep({ habit: onTuesdays, on: TODAY, amount: 1 });
    await actions.logStep({ habit: glasses, on: TODAY, amount: 8 });
    const lists = createDayLists(journal, calendar);
    expect(lists.of(TODAY)).toMatchObject({ kept: 2, asked: 2 });

    const tomorrow = addDays(TODAY, 1);
    await actions.logStep({ habit: glasses, on: tomorrow, amount: 1 });

    expect(lists.of(tomorrow)).toMatchObject({ kept: 0, asked: 2 });
    expect(lists.of(tomorrow).due).toHaveLength(3);
  });

  it("counts a group as it counts the day", async () => {
    const { actions, journal, calendar, ids } = await createDevice([DRAFT.plan, DRAFT.plan]);
    const [first = "", second = ""] = ids;
    await actions.logStep({ habit: first, on: TODAY, amount: 1 });
    await actions.setDay({ habit: second, on: TODAY, ...REST }, []);
    const lists = createDayLists(journal, calendar);

    expect(lists.countOf(journal.habits.value, TODAY)).toEqual({ kept: 1, asked: 1 });
  });
});

describe("what is kept for its week, month or window", () => {
  it("is done for now, and not to come later", async () => {
    const { actions, journal, calendar, ids } = await createDevice([
      WEEKLY,
      MONTHLY,
      EVERY_FIVE,
      TOMORROW_ONLY,
    ]);
    const kept = ids.slice(0, 3);
    for (const habit of kept) {
      await actions.logStep({ habit, on: TODAY, amount: 1 });
    }
    const lists = createDayLists(journal, calendar);
    const tomorrow = addDays(TODAY, 1);

    expect(lists.of(TODAY).settled).toEqual([]);
    expect(lists.of(TODAY).later.map(({ id }) => id)).toEqual(ids.slice(3));
    expect(
      lists
        .of(tomorrow)
        .settled.map(({ id }) => id)
        .sort(),
    ).toEqual(kept.toSorted());
    expect(lists.of(tomorrow).later).toEqual([]);
  });

  it("is off, not done, where its week is kept and today is time off", async () => {
    const { actions, journal, calendar } = await createDevice([WEEKLY]);
    const [habit] = journal.habits.value;
    const id = habit?.id ?? "";
    await actions.logStep({ habit: id, on: TODAY, amount: 1 });
    const tomorrow = addDays(TODAY, 1);
    await actions.savePause(habit ?? null, { from: tomorrow, to: tomorrow });

    expect(createDayLists(journal, calendar).of(tomorrow)).toMatchObject({
      settled: [],
      later: [{ id }],
    });
  });
});
