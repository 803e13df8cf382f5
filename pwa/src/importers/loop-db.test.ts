import { describe, expect, it } from "vitest";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import { atUtc, makeLoopDb } from "../testing/foreign";
import { makeDatabase, openSqlite } from "../testing/sqlite";
import { readImportFile } from "./read-file";
import type { ImportProblem } from "./types";

const MOMENT = { today: "2026-11-23", nowMs: 1_000 };

async function read(bytes: Uint8Array<ArrayBuffer>) {
  const result = await readImportFile(bytes, MOMENT, openSqlite);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const { records, notes } = result.value;
  const { leftOut } = result.value;
  const facts = result.value.facts.filter(isEntry);
  return { habits: records.map(readHabit), facts, notes: notes.map(({ type }) => type), leftOut };
}

async function problem(bytes: Uint8Array<ArrayBuffer>): Promise<ImportProblem | null> {
  const result = await readImportFile(bytes, MOMENT, openSqlite);
  return result.ok ? null : result.failure;
}

const damaged = (place: string, reason: string) => ({ type: "damaged", place, reason });

const INSERT_HABIT =
  "insert into Habits (id, name, description, freq_num, freq_den, color, archived, position)";

const dayRows = (dates: readonly string[], more = ""): string =>
  dates.map((on) => `(1, ${atUtc(on)}${more})`).join(", ");

const latest = (rows: string, changes = ""): Uint8Array<ArrayBuffer> =>
  makeLoopDb(25, (database) => {
    database.exec(`${INSERT_HABIT} values (1, 'Walk', '', 1, 1, 8, 0, 0)`);
    database.exec(`update Habits set uuid = 'aa', question = 'Did you walk?' ${changes}`);
    database.exec(`insert into Repetitions (habit, timestamp, value, notes) values ${rows}`);
  });

describe("the database of Loop", () => {
  it("of the newest version brings values, notes and rests", async () => {
    const rows = [
      `(1, ${atUtc("2026-03-02")}, 2, 'Along the river')`,
      `(1, ${atUtc("2026-03-03")}, 3, null)`,
      `(1, ${atUtc("2026-03-04")}, 0, null)`,
      `(1, ${atUtc("2026-03-05")}, -1, 'Rain')`,
    ];
    const { habits, facts, notes } = await read(latest(rows.join(", ")));
    expect(habits).toMatchObject([{ name: "Walk", hue: "sage", plans: [{ from: "2026-03-02" }] }]);
    expect(facts.map(({ on, kind, amount, note }) => [on, kind, amount, note])).toEqual([
      ["2026-03-02", "done", 1, "Along the river"],
      ["2026-03-03", "rest", 0, undefined],
      ["2026-03-05", "done", 0, "Rain"],
    ]);
    expect(notes).toEqual(["colour", "question"]);
  });

  it.each([
    [9, -2937041, "rose"],
    [13, -13070788, "sage"],
    [15, 3, "moss"],
  ])("of version %i has no values: each row is a day done", async (version, colour, hue) => {
    const bytes = makeLoopDb(version, (database) => {
      database.exec(`${INSERT_HABIT} values (1, 'Run', 'Did you run?', 3, 7, ${colour}, 1, 0)`);
      const days = dayRows(["2015-01-01", "2015-01-02"]);
      database.exec(`insert into Repetitions (habit, timestamp) values ${days}`);
    });
    const { habits, facts } = await read(bytes);
    expect(habits).toMatchObject([{ name: "Run", isArchived: true, hue }]);
    expect(facts.map(({ on, amount }) => [on, amount])).toEqual([
      ["2015-01-01", 1],
      ["2015-01-02", 1],
    ]);
  });

  it.each([18, 20, 23, 24])("of version %i measures in thousandths", async (version) => {
    const bytes = makeLoopDb(version, (database) => {
      database.exec(`${INSERT_HABIT} values (1, 'Read', '', 1, 1, 11, 0, 0)`);
      database.exec(
        "update Habits set type = 1, target_type = 1, target_value = 20, unit = 'pages'",
      );
      const days = dayRows(["2020-02-29"], ", 22500");
      database.exec(`insert into Repetitions (habit, timestamp, value) values ${days}`);
    });
    const { habits, facts } = await read(bytes);
    const plan = { direction: "at_most", target: { amount: 20 } };
    expect(habits).toMatchObject([{ unit: "pages", plans: [plan] }]);
    expect(facts).toMatchObject([{ on: "2020-02-29", amount: 22.5 }]);
  });

  it("before version 22 may hold a day twice: the first row counts", async () => {
    const bytes = makeLoopDb(18, (database) => {
      database.exec(`${INSERT_HABIT} values (1, 'Run', '', 1, 1, 3, 0, 0)`);
      const at = atUtc("2019-05-05");
      database.exec(
        `insert into Repetitions (habit, timestamp, value) values (1, ${at}, 3), (1, ${at}, 2), (7, ${at}, 2)`,
      );
    });
    expect((await read(bytes)).facts).toMatchObject([{ kind: "rest" }]);
  });

  it("is the same habit in a later backup, under another name too", async () => {
    const first = await read(latest(dayRows(["2026-03-02"], ", 2, null")));
    const later = await read(
      latest(dayRows(["2026-03-02", "2026-03-03"], ", 2, null"), ", name = 'Stroll'"),
    );
    expect(later.habits[0]?.id).toBe(first.habits[0]?.id);
    expect(later.facts.slice(0, 1)).toEqual(first.facts);
    expect(later.facts[1]?.id).not.toBe(first.facts[0]?.id);
  });

  it.each([
    ["text for a time", "(1, 'soon', 2, null)", "Repetitions, row 1, timestamp", "no-number", 1],
    ["a time before all", "(1, -5, 2, null)", "Repetitions, row 1, timestamp", "no-date", 1],
    ["a time beyond all", "(1, 9e18, 2, null)", "Repetitions, row 1, timestamp", "no-date", 1],
    [
      "an amount of a yes-or-no habit",
      "(1, 0, 900, null)",
      "Repetitions, row 1, value",
      "unknown-value",
      1,
    ],
    ["a blob for a note", "(1, 0, 2, x'00ff')", "Repetitions, row 1, notes", "no-text", 2],
  ])("with %s is read but for that, which is listed", async (_, row, place, reason, days) => {
    const { facts, leftOut } = await read(latest(`${row}, (1, ${atUtc("2026-03-02")}, 2, null)`));
    expect(facts).toHaveLength(days);
    expect(leftOut).toMatchObject({ count: 1, named: [{ place, reason }] });
  });

  it("whose cells are all text is read by its columns", async () => {
    const bytes = makeDatabase((database) => {
      database.exec(
        `create table Habits (id text, name text, freq_num text, freq_den text, color text, archived text,
           position text, type text, target_type text, target_value text, unit text, question text, uuid text);
         create table Repetitions (habit text, timestamp text, value text, notes text);
         insert into Habits values ('1', 'Water', '1', '1', '8', '0', '', '1', '0', '2.5', 'l', '', ''),
           ('2', 'Walk', '', '', '', '', '', '', '', '', '', '', '');
         insert into Repetitions values ('1', '${atUtc("2026-03-02")}', '7500', ''),
           ('2', '${atUtc("2026-03-03")}', '2', 'Far')`,
      );
    });
    const { habits, facts, leftOut } = await read(bytes);
    expect(habits).toMatchObject([
      { name: "Water", hue: "sage", unit: "l", plans: [{ target: { amount: 2.5 } }] },
      { name: "Walk", plans: [{ rule: { kind: "days" } }] },
    ]);
    expect(facts).toMatchObject([{ amount: 7.5 }, { amount: 1, note: "Far" }]);
    expect(leftOut.count).toBe(0);
  });

  it("in write-ahead mode says that the newest days may not be in it", async () => {
    const bytes = latest(dayRows(["2026-03-02"], ", 2, null"));
    expect((await read(bytes)).notes).toEqual(["colour", "question"]);
    bytes[18] = 2;
    bytes[19] = 2;
    const { facts, notes } = await read(bytes);
    expect(facts).toHaveLength(1);
    expect(notes).toEqual(["newest-days", "colour", "question"]);
  });

  it("without a table or column of its own is refused with the one that is not there", async () => {
    const half = makeDatabase((database) => {
      database.exec("create table Habits (id, name)");
    });
    expect(await problem(half)).toEqual(damaged("Repetitions", "no-table"));
    const other = makeDatabase((database) => {
      database.exec("create table Habits (id, title); create table Repetitions (habit, timestamp)");
    });
    expect(await problem(other)).toEqual(damaged("Habits.name", "no-column"));
  });

  it("runs nothing of a view that stands in a table's place", async () => {
    const trap = makeDatabase((database) => {
      database.exec(
        "create view Habits as with recursive n(i) as (select 1 union all select i from n) select * from n",
      );
    });
    expect(await problem(trap)).toEqual({ type: "not-kept" });
  });

  it("cut off or overwritten is refused in SQLite's own words", async () => {
    const whole = latest(dayRows(["2026-03-02"], ", 2, null"));
    const vandalised = whole.map((byte, index) => (index > 4096 && index < 8192 ? 255 : byte));
    for (const bytes of [whole.slice(0, 9000), whole.slice(0, 200), vandalised]) {
      expect(await problem(bytes)).toMatchObject({ type: "damaged", reason: "corrupt" });
    }
  });

  it("needs the network where its program is not here yet", async () => {
    const away = await readImportFile(latest(dayRows(["2026-03-02"], ", 2, null")), MOMENT, () =>
      Promise.resolve(null),
    );
    expect(away).toEqual({ ok: false, failure: { type: "needs-network" } });
  });
});
