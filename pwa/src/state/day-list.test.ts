import { signal } from "@preact/signals";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, wallClockMs } from "../core/dates";
import { createBench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { createCalendar } from "./calendar";
import { createDayLists, lastDays, type DayLists } from "./day-list";
import { createJournal } from "./journal";

let devices = 0;

async function createDevice() {
  const bench = createBench(`day-list-${(devices += 1)}`);
  const journal = createJournal({ ...bench.context, lockedName: "Locked" });
  await journal.load();
  const { now, timeZone } = bench.context;
  const here = { now, timeZone, wallClockMs: (atMs: number) => wallClockMs(atMs, timeZone()) };
  const calendar = createCalendar(here, signal(0));
  const plans = [
    DRAFT.plan,
    { ...DRAFT.plan, target: { amount: 2 } },
    { ...DRAFT.plan, rule: { kind: "times", times: 3, per: "week" } },
    { ...DRAFT.plan, rule: { kind: "interval", days: 3 } },
  ] as const;
  for (const plan of plans) {
    await bench.actions.createHabit({ ...DRAFT, plan }, addDays(TODAY, -20));
  }
  return { ...bench, journal, calendar };
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
