import { describe, expect, it } from "vitest";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import { LOOP_HEADER, makeZip } from "../testing/foreign";
import { openSqlite } from "../testing/sqlite";
import { readImportFile } from "./read-file";
import type { ImportProblem } from "./types";

const MOMENT = { today: "2026-11-23", nowMs: 1_000 };

const MEDITATE = "001,Meditate,YES_NO,Did you meditate?,,3,7,#FF8F00,,,,false\n";
const MARKS =
  "Date,Value,Notes\n2026-03-04,YES_MANUAL,\n2026-03-03,SKIP,Ill\n2026-03-02,YES_MANUAL,\n";

const archive = (files: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> =>
  makeZip({
    "Habits.csv": LOOP_HEADER + MEDITATE,
    "001 Meditate/Checkmarks.csv": MARKS,
    "Scores.csv": "Date,Meditate,\n",
    ...files,
  });

async function read(bytes: Uint8Array<ArrayBuffer>) {
  const result = await readImportFile(bytes, MOMENT, openSqlite);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const { records, notes } = result.value;
  const { leftOut } = result.value;
  const facts = result.value.facts.filter(isEntry);
  const types = notes.map(({ type }) => type);
  return { habits: records.map(readHabit), records, facts, notes: types, leftOut };
}

async function problem(bytes: Uint8Array<ArrayBuffer>): Promise<ImportProblem | null> {
  const result = await readImportFile(bytes, MOMENT, openSqlite);
  return result.ok ? null : result.failure;
}

const damaged = (place: string, reason: string) => ({ type: "damaged", place, reason });

describe("the CSV archive of Loop", () => {
  it("becomes habits with their plans and days", async () => {
    const { habits, facts } = await read(archive());
    expect(habits).toMatchObject([
      {
        name: "Meditate",
        hue: "honey",
        plans: [{ from: "2026-03-02", rule: { kind: "times", times: 3, per: "week" } }],
      },
    ]);
    expect(facts.map(({ on, kind, amount, note }) => [on, kind, amount, note])).toEqual([
      ["2026-03-04", "done", 1, undefined],
      ["2026-03-03", "rest", 0, "Ill"],
      ["2026-03-02", "done", 1, undefined],
    ]);
  });

  it("brings nothing that was only computed, but a note said about it", async () => {
    const marks =
      'Date,Value,Notes\n2026-03-05,YES_AUTO,\n2026-03-04,YES_AUTO,"""Away"", sorry"\n2026-03-03,NO,\n';
    const { facts } = await read(archive({ "001 Meditate/Checkmarks.csv": marks }));
    expect(facts).toMatchObject([{ on: "2026-03-04", amount: 0, note: '"Away", sorry' }]);
  });

  it("reads thousandths, units and both directions of a measured habit", async () => {
    const water = "001,Water,NUMERICAL,,,1,1,#039BE5,glasses,AT_LEAST,8.0,false\n";
    const sugar = "002,Sugar,NUMERICAL,,,1,1,#039BE5,g,AT_MOST,25.5,true\n";
    const { habits, facts } = await read(
      archive({
        "Habits.csv": LOOP_HEADER + water + sugar,
        "001 Water/Checkmarks.csv": "Date,Value,Notes\n2026-03-03,6500,\n2026-03-02,NO,\n",
        "002 Sugar/Checkmarks.csv": "Date,Value,Notes\n2026-03-02,12000,\n",
      }),
    );
    expect(habits).toMatchObject([
      { name: "Water", unit: "glasses", plans: [{ direction: "at_least", target: { amount: 8 } }] },
      {
        ...{ name: "Sugar", isArchived: true, pauses: [{ from: "2026-03-03", to: null }] },
        plans: [{ direction: "at_most", target: { amount: 25.5 } }],
      },
    ]);
    expect(facts.map(({ amount }) => amount)).toEqual([6.5, 0, 12]);
  });

  it("of an older app has other columns and no header over the days", async () => {
    const { habits, facts } = await read(
      makeZip({
        "Habits.csv":
          "Position,Name,Question,Description,NumRepetitions,Interval,Color\n1,Run,,,1,2,#E64A19\n",
        "001 Run/Checkmarks.csv": "2015-01-25,2\n2015-01-24,0\n2015-01-23,1\n",
      }),
    );
    expect(habits).toMatchObject([
      { name: "Run", plans: [{ rule: { kind: "interval", days: 2 } }] },
    ]);
    expect(facts).toMatchObject([{ on: "2015-01-25", amount: 1 }]);
  });

  it("tells what could not be carried as it was", async () => {
    const odd =
      "001,Odd,YES_NO,Why?,,3,10,#FF8F00,,,,false\n002,Km,NUMERICAL,,,1,7,#FF8F00,km,AT_LEAST,10,false\n";
    const { habits, notes } = await read(archive({ "Habits.csv": LOOP_HEADER + odd }));
    expect(habits.map(({ plans }) => plans[0]?.rule)).toEqual([
      { kind: "times", times: 2, per: "week" },
      { kind: "anytime" },
    ]);
    expect(notes).toEqual(["colour", "frequency", "question", "colour", "period-total"]);
  });

  it("keeps two habits of one name apart, each time in the same way", async () => {
    const twins = MEDITATE + MEDITATE.replace("001", "002");
    const files = { "Habits.csv": LOOP_HEADER + twins, "002 Meditate/Checkmarks.csv": MARKS };
    const once = await read(archive(files));
    expect(new Set(once.records.map(({ id }) => id)).size).toBe(2);
    expect(new Set(once.facts.map(({ id }) => id)).size).toBe(6);
    expect(await read(archive(files))).toEqual(once);
  });

  it.each([
    ["a bad date", MARKS.replace("2026-03-03", "2026-02-30"), 3, "no-date", 2],
    ["no number", MARKS.replace("SKIP", "NaN"), 3, "unknown-value", 2],
    ["an amount in a yes-or-no habit", MARKS.replace("SKIP", "7500"), 3, "unknown-value", 2],
    ["an open quotation mark", MARKS.replace("Ill", '"Ill'), 3, "cut-off", 0],
    ["text after a quotation", MARKS.replace("Ill", '"I"ll'), 3, "corrupt", 0],
  ])("with %s is read but for that, which is listed", async (_, marks, line, reason, days) => {
    const place = `001 Meditate/Checkmarks.csv, line ${line}`;
    const swim = "002,Swim,YES_NO,,,1,1,#FF8F00,,,,false\n";
    const { facts, leftOut } = await read(
      archive({
        "Habits.csv": LOOP_HEADER + MEDITATE + swim,
        "001 Meditate/Checkmarks.csv": marks,
        "002 Swim/Checkmarks.csv": MARKS,
      }),
    );
    expect(facts).toHaveLength(days + 3);
    expect(leftOut).toMatchObject({ count: 1, named: [{ place, reason }] });
  });

  it("names the first parts that cannot be read, and counts the others", async () => {
    const marks = MARKS.replaceAll("2026-03", "2026-30") + "x,1,\n".repeat(9) + "2026-03-09,2,\n";
    const { facts, leftOut } = await read(archive({ "001 Meditate/Checkmarks.csv": marks }));
    expect(facts).toHaveLength(1);
    expect(leftOut.count).toBe(12);
    expect(leftOut.named).toHaveLength(5);
  });

  it("with an odd cell in its list of habits is read as if it were not set", async () => {
    const odd = MEDITATE.replace("001,", "first,").replace(",3,7,", ",Infinity,7,");
    const { habits, facts, leftOut } = await read(archive({ "Habits.csv": LOOP_HEADER + odd }));
    expect(habits).toMatchObject([{ name: "Meditate" }]);
    expect(facts).toHaveLength(3);
    expect(leftOut.named.map(({ place }) => place)).toEqual([
      "Habits.csv, line 2, Position",
      "Habits.csv, line 2, FrequencyNumerator",
    ]);
  });

  it.each(["5.0E-4", "1.0E7", "12.5", "0.0"])(
    "reads the goal %s as Java writes it",
    async (goal) => {
      const water = `001,Water,NUMERICAL,,,1,1,#039BE5,l,AT_LEAST,${goal},false\n`;
      const { habits, leftOut } = await read(archive({ "Habits.csv": LOOP_HEADER + water }));
      expect(habits[0]?.plans).toMatchObject([{ target: { amount: Number(goal) } }]);
      expect(leftOut.count).toBe(0);
    },
  );

  const OLD = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n";

  it.each(["٠٠١", "۰۰۱", "००१", "০০১", "００１"])(
    "finds the days of the habit at %s, in the phone's own digits",
    async (position) => {
      const { facts, leftOut } = await read(
        makeZip({
          "Habits.csv": `${OLD}002,Swim,,,1,1,#00897B\n${position},Walk,,,1,1,#00897B\n`,
          "001 Walk/Checkmarks.csv": "2023-06-03,٢\n2023-06-02,2\n",
        }),
      );
      expect(facts.map(({ on, amount }) => [on, amount])).toEqual([
        ["2023-06-03", 1],
        ["2023-06-02", 1],
      ]);
      expect(leftOut.count).toBe(0);
    },
  );

  it("without the column Type keeps every measured value, and says what it cannot tell", async () => {
    const { habits, facts, notes, leftOut } = await read(
      makeZip({
        "Habits.csv": `${OLD}001,Water,,,1,1,#00897B\n002,Walk,,,1,1,#00897B\n`,
        "001 Water/Checkmarks.csv": "2023-06-03,7500\n2023-06-02,3\n2023-06-01,8000\n",
        "002 Walk/Checkmarks.csv": "2023-06-03,2\n2023-06-02,3\n2023-06-01,0\n",
      }),
    );
    expect(facts.map(({ on, kind, amount }) => [on, kind, amount])).toEqual([
      ["2023-06-03", "done", 7.5],
      ["2023-06-02", "rest", 0],
      ["2023-06-01", "done", 8],
      ["2023-06-03", "done", 1],
      ["2023-06-02", "rest", 0],
    ]);
    expect(habits.map(({ plans }) => plans[0]?.target.amount)).toEqual([1, 1]);
    expect(notes).toEqual(["colour", "measured", "colour"]);
    expect(leftOut.count).toBe(0);
  });

  it("with other columns is refused with the one that is not there", async () => {
    const header = LOOP_HEADER.replace("Name", "Title");
    expect(await problem(archive({ "Habits.csv": header + MEDITATE }))).toEqual(
      damaged("Habits.csv, line 1, Name", "no-column"),
    );
  });

  it("packed again by macOS is read without what that added", async () => {
    const { facts } = await read(
      makeZip({
        "__MACOSX/Loop/Habits.csv": "\u0000\u0005",
        "Loop/Habits.csv": LOOP_HEADER + MEDITATE,
        "Loop/001 Meditate/Checkmarks.csv": MARKS,
      }),
    );
    expect(facts).toHaveLength(3);
  });

  it("without Habits.csv is none", async () => {
    expect(await problem(makeZip({ "notes.txt": "Dear diary" }))).toEqual({ type: "not-kept" });
  });

  it("cut off anywhere is refused", async () => {
    const whole = archive();
    for (let length = 4; length < whole.length; length += 7) {
      expect(await problem(whole.slice(0, length))).toMatchObject({ type: "damaged" });
    }
  });

  it("in which one byte of the packed days differs is refused", async () => {
    const whole = makeZip({ "Habits.csv": LOOP_HEADER + MEDITATE });
    const vandalised = Uint8Array.from(whole);
    vandalised[60] = (vandalised[60] ?? 0) ^ 1;
    expect(await problem(whole)).toBeNull();
    expect(await problem(vandalised)).toMatchObject({ type: "damaged", place: "Habits.csv" });
  });

  it("that would unpack to gigabytes is refused before it is unpacked", async () => {
    const bomb = archive();
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true);
    }
    expect(await problem(bomb)).toEqual(damaged("zip", "too-large"));
  });
});
