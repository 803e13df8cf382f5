import { describe, expect, it } from "vitest";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import { toBytes } from "../testing/foreign";
import { openSqlite } from "../testing/sqlite";
import { readImportFile } from "./read-file";

const MOMENT = { today: "2026-11-23", nowMs: 1_000 };

const HABIT = {
  name: "Order pizz",
  id: "b3f2a1",
  records: [
    { day: "2026-03-02", done: true },
    { day: "2026-03-01", done: true, text: "With Bob" },
    { day: "2026-03-03", done: false },
    { day: "2026-03-04", done: false, text: "No time" },
    { day: "2026-03-05", done: null },
  ],
};

const readAll = (file: unknown) =>
  readImportFile(toBytes(JSON.stringify(file)), MOMENT, openSqlite);

async function read(...habits: readonly object[]) {
  const result = await readAll({ habits });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const { records, notes } = result.value;
  const facts = result.value.facts.filter(isEntry);
  return { habits: records.map(readHabit), facts, notes };
}

describe("the export of Beaver Habits", () => {
  it("becomes habits with their days, notes and days passed over", async () => {
    const { habits, facts } = await read(HABIT);
    expect(habits).toMatchObject([{ name: "Order pizz", plans: [{ from: "2026-03-01" }] }]);
    expect(facts.map(({ on, kind, amount, note }) => [on, kind, amount, note])).toEqual([
      ["2026-03-02", "done", 1, undefined],
      ["2026-03-01", "done", 1, "With Bob"],
      ["2026-03-04", "done", 0, "No time"],
      ["2026-03-05", "rest", 0, undefined],
    ]);
  });

  it.each([
    ["D", 1, 1, { kind: "days", weekdays: [1, 2, 3, 4, 5, 6, 7] }],
    ["D", 3, 1, { kind: "interval", days: 3 }],
    ["W", 1, 2, { kind: "times", times: 2, per: "week" }],
    ["M", 1, 5, { kind: "times", times: 5, per: "month" }],
    ["W", 2, 3, { kind: "times", times: 2, per: "week" }],
    ["Y", 1, 12, { kind: "times", times: 1, per: "month" }],
  ])(
    "with a period of type %s, %i of them, %i times has a rule",
    async (type, every, times, rule) => {
      const period = { period_type: type, period_count: every, target_count: times };
      expect((await read({ ...HABIT, period })).habits[0]?.plans).toMatchObject([{ rule }]);
    },
  );

  it("keeps its order, archives what was archived, and leaves out what was deleted", async () => {
    const other = { ...HABIT, name: "Swim", id: "s", status: "archive", tags: ["sea"] };
    const gone = { ...HABIT, name: "Gone", id: "g", status: "soft_delete" };
    const result = await readAll({ habits: [HABIT, other, gone], order: ["s", "b3f2a1"] });
    if (!result.ok) throw new Error(result.failure.type);
    expect(result.value.records.map(readHabit)).toMatchObject([
      { name: "Swim", isArchived: true, pauses: [{ from: "2026-03-06" }] },
      { name: "Order pizz", isArchived: false },
    ]);
    expect(result.value.notes).toEqual([
      { type: "tags", habit: "Swim" },
      { type: "left-out", habit: "Gone" },
    ]);
  });

  it("with texts beyond all measure is shortened, and says so", async () => {
    const { habits, notes } = await read({ ...HABIT, name: "👨‍👩‍👧".repeat(200) });
    expect(habits[0]?.name).toBe("👨‍👩‍👧".repeat(80));
    expect(notes.map(({ type }) => type)).toEqual(["shortened"]);
  });

  const withDay = (day: object): object => ({ habits: [HABIT, { ...HABIT, records: [day] }] });

  it.each([
    [
      "a day that is not",
      withDay({ day: "2026-02-30", done: true }),
      "habits[1].records[0].day",
      "no-date",
    ],
    ["another date format", withDay({ day: "02.03.2026" }), "habits[1].records[0].day", "no-date"],
    ["no day", withDay({ done: true }), "habits[1].records[0].day", "missing"],
    [
      "words for done",
      withDay({ day: "2026-03-02", done: "yes" }),
      "habits[1].records[0].done",
      "unknown-value",
    ],
    ["no records", { habits: [HABIT, HABIT, { name: "Swim" }] }, "habits[2].records", "missing"],
    ["no name", { habits: [HABIT, HABIT, { records: [] }] }, "habits[2].name", "missing"],
    [
      "a period of nothing",
      {
        habits: [
          HABIT,
          { ...HABIT, period: { period_type: "W", period_count: 0, target_count: 1 } },
        ],
      },
      "habits[1].period.period_count",
      "no-number",
    ],
  ])("with %s is read but for that, which is listed", async (_, file, place, reason) => {
    const result = await readAll(file);
    expect(result).toMatchObject({
      ok: true,
      value: { leftOut: { count: 1, named: [{ place, reason }] } },
    });
    expect(result.ok && result.value.records.length > 0).toBe(true);
  });

  it("keeps a day whose words cannot be read", async () => {
    const { facts } = await read({
      ...HABIT,
      records: [{ day: "2026-03-02", done: true, text: 7 }],
    });
    expect(facts).toMatchObject([{ on: "2026-03-02", amount: 1 }]);
  });

  it.each([[{ habits: {} }], [{ habits: [{ name: "Swim" }] }], [{ habits: [7] }]])(
    "is not taken for %j",
    async (file) => {
      expect(await readAll(file)).toEqual({ ok: false, failure: { type: "not-kept" } });
    },
  );

  it("cut off is refused with the line", async () => {
    const text = JSON.stringify({ habits: [HABIT] }, null, 2);
    const lines = text.split("\n").length;
    const cut = await readImportFile(toBytes(text.slice(0, -3)), MOMENT, openSqlite);
    expect(cut).toMatchObject({
      ok: false,
      failure: { place: `line ${lines - 1}`, reason: "cut-off" },
    });
  });
});
