import { describe, expect, it } from "vitest";
import { PREFERENCES_ID } from "../model/preferences";
import { readReminders } from "../model/reminders";
import type { Checkpoint } from "../model/streaks";
import { createBench } from "../testing/bench";
import { insist } from "../testing/device";
import { DRAFT, TODAY } from "../testing/draft";
import { createJournal } from "./journal";

const EVENING = { time: "19:00", weekdays: [1, 3] };
let devices = 0;

async function newDevice() {
  const bench = createBench(`reminders-${(devices += 1)}`);
  const journal = createJournal({ ...bench.context, lockedName: "" });
  await journal.load();
  const id = insist(await bench.actions.createHabit(DRAFT, TODAY));
  const reminders = () => readReminders(journal.fieldsOf("habit", id));
  const nudging = () => ({
    ...journal.preferences.value,
    checkIn: readReminders(journal.fieldsOf("preference", PREFERENCES_ID)),
  });
  return { ...bench, habit: { id }, reminders, nudging };
}

describe("a reminder", () => {
  it("is written with the zone it is meant in, once", async () => {
    const { actions, habit, reminders, nudging, published } = await newDevice();
    insist(await actions.saveReminder(habit, EVENING));
    expect(reminders()).toMatchObject([EVENING]);
    expect(nudging().timeZone).toBe("Europe/Berlin");
    insist(await actions.saveReminder(habit, { ...EVENING, time: "07:00" }));
    const edits = published.flatMap((change) => (change.type === "written" ? change.records : []));
    expect(edits.filter(({ type }) => type === "preference")).toHaveLength(1);
    expect(reminders()).toHaveLength(2);
  });

  it("that is moved to another time is a new one; on other days it stays the same", async () => {
    const { actions, habit, reminders } = await newDevice();
    insist(await actions.saveReminder(habit, EVENING));
    const [first = null] = reminders();
    insist(await actions.saveReminder(habit, { ...EVENING, weekdays: [2] }, first));
    expect(reminders()).toEqual([{ ...first, weekdays: [2] }]);
    insist(await actions.saveReminder(habit, { time: "20:00", weekdays: [2] }, first));
    expect(reminders()).toMatchObject([{ time: "20:00", weekdays: [2] }]);
    expect(reminders()[0]?.id).not.toBe(first?.id);
  });

  it("without a day or a time is not taken", async () => {
    const { actions, habit, reminders } = await newDevice();
    for (const reminder of [
      { ...EVENING, weekdays: [] },
      { ...EVENING, time: "" },
    ]) {
      const result = await actions.saveReminder(habit, reminder);
      expect(result).toMatchObject({ ok: false, failure: { type: "invalid-reminder" } });
    }
    expect(reminders()).toEqual([]);
  });

  it("of the weekly check-in stands in the preferences, and is taken away there", async () => {
    const { actions, nudging } = await newDevice();
    insist(await actions.saveReminder(null, EVENING));
    const [checkIn] = nudging().checkIn;
    expect(checkIn).toMatchObject(EVENING);
    insist(await actions.deleteReminder(null, checkIn?.id ?? ""));
    expect(nudging().checkIn).toEqual([]);
  });
});

describe("a choice about nudges", () => {
  it("leaves the folded past of habits alone, as a reminder does", async () => {
    const { actions, context, habit } = await newDevice();
    const foldsAfter = async (edit: () => Promise<unknown>): Promise<number> => {
      const folded = { habit: habit.id, checkpoint: { before: TODAY } as Checkpoint };
      await context.database.write((transaction) =>
        transaction.objectStore("checkpoints").put(folded),
      );
      await edit();
      return insist(
        await context.database.read((transaction) =>
          transaction.objectStore("checkpoints").count(),
        ),
      );
    };
    const quiet = { from: "22:00", to: "07:00" };
    expect(await foldsAfter(() => actions.setPreference("quietHours", quiet))).toBe(1);
    expect(await foldsAfter(() => actions.saveReminder(habit, EVENING))).toBe(1);
    expect(await foldsAfter(() => actions.setPreference("grace", "strict"))).toBe(0);
  });
});
