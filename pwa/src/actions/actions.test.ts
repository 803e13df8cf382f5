import { describe, expect, it } from "vitest";
import { loadJournal } from "../db/history";
import { readEverything } from "../db/portable";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import { createBench, type Bench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";

let devices = 0;
const newDevice = (): Bench => createBench(`device-${(devices += 1)}`);

async function everything({ context }: Bench) {
  const result = await readEverything(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value;
}

async function outboxOf({ context }: Bench) {
  const result = await context.database.read((transaction) =>
    transaction.objectStore("outbox").getAll(),
  );
  return result.ok ? result.value : [];
}

async function habitOn(bench: Bench) {
  const created = await bench.actions.createHabit(DRAFT, TODAY);
  if (!created.ok) throw new Error(created.failure.type);
  const { records } = await everything(bench);
  const record = records.find(({ id }) => id === created.value);
  if (record === undefined) throw new Error("not stored");
  return readHabit(record);
}

describe("a tap", () => {
  it("is one entry with its outbox mark", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const result = await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1 });
    expect(result.ok).toBe(true);
    const { facts } = await everything(bench);
    expect(facts).toMatchObject([{ habit: habit.id, on: TODAY, kind: "done", amount: 1 }]);
    expect((await outboxOf(bench)).map(({ type }) => type).sort()).toEqual(["entry", "habit"]);
  });

  it("and its undo leave nothing behind while nothing has left the device", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const tick = await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1 });
    if (!tick.ok) throw new Error(tick.failure.type);
    await bench.actions.withdrawEntries([tick.value]);
    expect((await everything(bench)).facts).toEqual([]);
    expect((await outboxOf(bench)).map(({ type }) => type)).toEqual(["habit"]);
  });

  it("that a server has confirmed stays withdrawn, and returns as a new fact", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const tick = await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1 });
    if (!tick.ok) throw new Error(tick.failure.type);
    await bench.context.database.write((transaction) => transaction.objectStore("outbox").clear());
    await bench.actions.withdrawEntries([tick.value]);
    await bench.actions.putBackEntries([tick.value]);
    const { facts } = await everything(bench);
    expect(facts.map((fact) => fact.withdrawn ?? false).sort()).toEqual([false, true]);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(2);
  });
});

describe("a day", () => {
  it("becomes what the sheet says, and saying it again changes nothing", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const day = { habit: habit.id, on: TODAY, amount: 2, isRest: false, note: "twice" };
    await bench.actions.setDay(day, []);
    const { facts } = await everything(bench);
    expect(facts).toMatchObject([{ amount: 2, note: "twice" }]);
    await bench.actions.setDay(day, facts.filter(isEntry));
    expect((await everything(bench)).facts).toEqual(facts);
  });

  it("on which there was none says so, and one of which nothing is said holds nothing", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const day = { habit: habit.id, on: TODAY, amount: 0, isRest: false, note: "" };
    await bench.actions.setDay({ ...day, amount: null }, []);
    expect((await everything(bench)).facts).toEqual([]);
    await bench.actions.setDay(day, []);
    expect((await everything(bench)).facts).toMatchObject([{ kind: "done", amount: 0 }]);
  });

  it("of rest replaces what was done", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const tick = await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1 });
    if (!tick.ok) throw new Error(tick.failure.type);
    const rest = { habit: habit.id, on: TODAY, amount: null, isRest: true, note: "" };
    await bench.actions.setDay(rest, [tick.value]);
    expect((await everything(bench)).facts).toMatchObject([{ kind: "rest" }]);
  });

  it("refuses a note without end and an amount without sense", async () => {
    const bench = newDevice();
    const day = { habit: "h", on: TODAY, amount: 1, isRest: false, note: "" };
    const refusals = await Promise.all([
      bench.actions.setDay({ ...day, note: "x".repeat(10_000) }, []),
      bench.actions.setDay({ ...day, amount: -1 }, []),
      bench.actions.setDay({ ...day, amount: Number.NaN }, []),
    ]);
    expect(refusals.map((refusal) => (refusal.ok ? "taken" : refusal.failure.type))).toEqual([
      "note-too-long",
      "amount-out-of-range",
      "amount-out-of-range",
    ]);
    expect((await everything(bench)).facts).toEqual([]);
  });
});

describe("a habit", () => {
  it("needs a name of a sane length", async () => {
    const bench = newDevice();
    const names = ["", "   \n", "x".repeat(10_000)];
    const refusals = await Promise.all(
      names.map((name) => bench.actions.createHabit({ ...DRAFT, name }, TODAY)),
    );
    expect(refusals.map((refusal) => !refusal.ok && refusal.failure)).toEqual([
      { type: "invalid-text", field: "name", problem: "empty" },
      { type: "invalid-text", field: "name", problem: "empty" },
      { type: "invalid-text", field: "name", problem: "too-long" },
    ]);
    expect((await everything(bench)).records).toEqual([]);
  });

  it("keeps its old plan for the days it was lived by", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const plan = { ...DRAFT.plan, target: { amount: 3 } };
    await bench.actions.editHabit(habit, { ...DRAFT, plan }, "2026-12-01");
    const [record] = (await everything(bench)).records;
    if (record === undefined) throw new Error("not stored");
    expect(readHabit(record).plans).toMatchObject([
      { from: TODAY, target: { amount: 1 } },
      { from: "2026-12-01", target: { amount: 3 } },
    ]);
  });

  it("whose form is saved unchanged is not edited", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const before = await everything(bench);
    await bench.actions.editHabit(habit, DRAFT, "2026-12-01");
    expect(await everything(bench)).toEqual(before);
  });

  it("that is archived pauses, and goes on the day it comes back", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    await bench.actions.archiveHabit(habit, "2026-11-25");
    const archived = readHabit(
      (await everything(bench)).records[0] ?? { type: "habit", id: "", fields: {} },
    );
    expect(archived).toMatchObject({
      isArchived: true,
      pauses: [{ from: "2026-11-25", to: null }],
    });
    await bench.actions.restoreHabit(archived, "2026-11-30");
    const restored = readHabit(
      (await everything(bench)).records[0] ?? { type: "habit", id: "", fields: {} },
    );
    expect(restored).toMatchObject({ isArchived: false, pauses: [{ to: "2026-11-30" }] });
  });

  it("that is deleted comes back whole", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    await bench.actions.deleteHabit(habit);
    await bench.actions.undeleteHabit(habit);
    const journal = await loadJournal(bench.context.database, TODAY);
    if (!journal.ok) throw new Error(journal.failure.type);
    expect(journal.value.records.map(readHabit)).toMatchObject([
      { isDeleted: false, name: DRAFT.name },
    ]);
  });
});

async function importText(bench: Bench, text: string) {
  const plan = await bench.actions.openImport(new TextEncoder().encode(text), TODAY);
  return plan.ok ? bench.actions.importData(plan.value) : plan;
}

describe("carrying data", () => {
  it("out, away and in again gives the same, byte for byte", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1, note: "👨‍👩‍👧 نظرة" });
    await bench.actions.setPreference("weekStartsOn", 7);
    const first = await bench.actions.exportData();
    await bench.actions.eraseData();
    expect(await everything(bench)).toEqual({ records: [], facts: [] });
    if (!first.ok) throw new Error(first.failure.type);
    expect(await importText(bench, first.value)).toEqual({
      ok: true,
      value: { records: 2, facts: 1 },
    });
    expect(await bench.actions.exportData()).toEqual(first);
  });

  it("in twice is in once", async () => {
    const bench = newDevice();
    await habitOn(bench);
    const file = await bench.actions.exportData();
    if (!file.ok) throw new Error(file.failure.type);
    expect(await importText(bench, file.value)).toEqual({
      ok: true,
      value: { records: 0, facts: 0 },
    });
  });

  const STAMP_OF_FILE = "0".repeat(32);
  const broken = (facts: unknown, records: unknown = []): string =>
    JSON.stringify({ format: "kept", version: 1, records, facts });
  const FACT = {
    type: "entry",
    id: "00000000000000aa0",
    habit: "h",
    on: TODAY,
    kind: "done",
    amount: 1,
  };

  it.each([
    ["no JSON", "}{", { type: "not-json" }],
    ["a list", "[]", { type: "not-kept" }],
    ["another app", '{"habits": []}', { type: "not-kept" }],
    ["a newer Kept", '{"format":"kept","version":2}', { type: "newer-version", version: 2 }],
    [
      "a day that does not exist",
      broken([{ ...FACT, on: "2026-02-30" }]),
      { type: "damaged", place: "facts[0].on", reason: "no-date" },
    ],
    [
      "a negative amount",
      broken([{ ...FACT, amount: -1 }]),
      { type: "damaged", place: "facts[0].amount", reason: "unknown-value" },
    ],
    [
      "an unknown kind",
      broken([{ ...FACT, kind: "won" }]),
      { type: "damaged", place: "facts[0].kind", reason: "unknown-value" },
    ],
    [
      "no facts",
      '{"format":"kept","version":1,"records":[]}',
      { type: "damaged", place: "facts", reason: "missing" },
    ],
    [
      "a plan of no sense",
      broken(
        [],
        [
          {
            type: "habit",
            id: "h",
            fields: { "plan:2026-03-03": [{ rule: "often" }, STAMP_OF_FILE] },
          },
        ],
      ),
      { type: "damaged", place: "records[0].fields.plan:2026-03-03", reason: "unknown-value" },
    ],
    [
      "a stamp that is none",
      broken([], [{ type: "habit", id: "h", fields: { name: ["A", "now"] } }]),
      { type: "damaged", place: "records[0].fields.name[1]", reason: "unknown-value" },
    ],
  ])("refuses %s, says where, and changes nothing", async (_, source, failure) => {
    const bench = newDevice();
    expect(await importText(bench, source)).toEqual({ ok: false, failure });
    expect(await everything(bench)).toEqual({ records: [], facts: [] });
  });

  it("in from a device with a clock far ahead can still be edited", async () => {
    const bench = newDevice();
    const future = "ffffffffffff0000" + "00000000000000aa";
    const records = [{ type: "habit", id: "h", fields: { name: ["Theirs", future] } }];
    await importText(bench, broken([], records));
    const [record] = (await everything(bench)).records;
    if (record === undefined) throw new Error("not stored");
    await bench.actions.editHabit(readHabit(record), { ...DRAFT, name: "Mine" }, TODAY);
    const [edited] = (await everything(bench)).records;
    expect(edited?.fields["name"]?.[0]).toBe("Mine");
  });
});

describe("an edit (B13)", () => {
  it("of one thing of a habit leaves all others of it as they were", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    await bench.actions.savePause(habit, { from: "2026-12-01", to: "2026-12-24" });
    await bench.actions.setDay(
      { habit: habit.id, on: TODAY, amount: 1, isRest: false, note: "She laughed." },
      [],
    );
    const before = await everything(bench);

    await bench.actions.editHabit(habit, { ...DRAFT, name: "Look up" }, TODAY);

    const after = await everything(bench);
    const [record] = before.records.filter(({ id }) => id === habit.id);
    const [edited] = after.records.filter(({ id }) => id === habit.id);
    expect(edited?.fields).toEqual({ ...record?.fields, name: edited?.fields["name"] });
    expect(edited?.fields["name"]?.[0]).toBe("Look up");
    expect(after.facts).toEqual(before.facts);
  });

  it("of how much leaves the note of that day, and every other day", async () => {
    const bench = newDevice();
    const habit = await habitOn(bench);
    const day = { habit: habit.id, on: TODAY, amount: 1, isRest: false, note: "She laughed." };
    await bench.actions.setDay(day, []);
    const present = (await everything(bench)).facts.filter(isEntry);
    await bench.actions.setDay({ ...day, on: "2026-11-22", note: "Short." }, []);

    await bench.actions.setDay({ ...day, amount: 2 }, present);

    const { facts } = await everything(bench);
    expect(facts.filter(({ withdrawn }) => withdrawn !== true)).toMatchObject([
      { on: "2026-11-22", amount: 1, note: "Short." },
      { on: TODAY, amount: 2, note: "She laughed." },
    ]);
  });
});
