import { describe, expect, it } from "vitest";
import { addDays } from "../core/dates";
import { createBench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { createJournal } from "./journal";
import { weekOf } from "./summaries";
import { weekUpTo } from "./week";

let devices = 0;

async function createDevice(plan = DRAFT.plan) {
  const bench = createBench(`week-${(devices += 1)}`);
  const journal = createJournal({ ...bench.context, lockedName: "Locked" });
  await journal.load();
  await bench.actions.createHabit({ ...DRAFT, plan }, addDays(TODAY, -20));
  const [habit] = journal.habits.value;
  if (habit === undefined) throw new Error("The habit was not made");
  return { ...bench, journal, habit };
}

describe("the seven days up to a day", () => {
  it("say of no day that is over that it is still to come", async () => {
    const { journal, habit } = await createDevice();
    const past = journal.pastOf(habit.id).value;
    const preferences = journal.preferences.value;

    const present = weekOf(habit, past, preferences, { on: TODAY, today: TODAY });
    const before = weekOf(habit, past, preferences, { on: addDays(TODAY, -2), today: TODAY });

    expect(present.at(-1)).toBe("pending");
    expect(present.slice(0, -1)).not.toContain("pending");
    expect(before).toHaveLength(7);
    expect(before).not.toContain("pending");
    expect(before.at(-1)).toBe(present.at(-3));
  });

  it("stay as they were when a later day is logged", async () => {
    const { actions, journal, habit } = await createDevice();
    const on = addDays(TODAY, -2);
    await actions.logStep({ habit: habit.id, on, amount: 1 });
    const week = () => weekUpTo(journal, [], { on, today: TODAY });
    const before = week();

    await actions.logStep({ habit: habit.id, on: TODAY, amount: 1 });

    expect(before.kept).toBe(1);
    expect(week()).toEqual(before);
  });
});
