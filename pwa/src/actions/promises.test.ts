import { describe, expect, it } from "vitest";
import { readEverything } from "../db/portable";
import { checkPortableFile } from "../model/check-portable-file";
import { writePortableFile } from "../model/portable-file";
import { readPromise } from "../model/promise-record";
import { standingOf } from "../model/promises";
import { createBench, type Bench } from "../testing/bench";
import { TODAY } from "../testing/draft";
import { PROMISE_DRAFT as DRAFT } from "../testing/promise-draft";

let devices = 0;
const newDevice = (): Bench => createBench(`promises-${(devices += 1)}`);

async function everything({ context }: Bench) {
  const result = await readEverything(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value;
}

async function promiseOn(bench: Bench) {
  const created = await bench.actions.createPromise(DRAFT);
  if (!created.ok) throw new Error(created.failure.type);
  return readOn(bench, created.value);
}

async function readOn(bench: Bench, id: string) {
  const { records } = await everything(bench);
  const record = records.find((stored) => stored.id === id);
  if (record === undefined) throw new Error("not stored");
  return readPromise(record);
}

async function standingOn(bench: Bench, id: string) {
  const { facts } = await everything(bench);
  const events = facts.filter((fact) => fact.type === "promise_event");
  return standingOf(await readOn(bench, id), events);
}

describe("a promise", () => {
  it("is stored as it was given, with its time in the zone where it was given", async () => {
    const bench = newDevice();
    const promise = await promiseOn(bench);
    expect(promise).toMatchObject({
      ...{ text: DRAFT.text, toWhom: DRAFT.toWhom, isDeleted: false },
      due: { on: "2026-11-27", time: "18:30", zone: "Europe/Berlin" },
    });
    expect(promise.reminders.map(({ reminder }) => reminder)).toEqual(DRAFT.reminders);
  });

  it("without a time is meant for its day, wherever the person is", async () => {
    const bench = newDevice();
    const created = await bench.actions.createPromise({ ...DRAFT, dueTime: null });
    if (!created.ok) throw new Error(created.failure.type);
    const { due } = await readOn(bench, created.value);
    expect(due).toEqual({ on: "2026-11-27", time: null, zone: null });
  });

  it("needs words of a sane length and a day that exists", async () => {
    const { actions } = newDevice();
    const drafts = [
      { ...DRAFT, text: " \n " },
      { ...DRAFT, text: "x".repeat(281) },
      { ...DRAFT, toWhom: "x".repeat(81) },
      { ...DRAFT, dueOn: "2026-02-30" },
      { ...DRAFT, dueTime: "24:00" },
    ];
    const results = await Promise.all(drafts.map((draft) => actions.createPromise(draft)));
    expect(results.map((result) => !result.ok && result.failure)).toEqual([
      { type: "invalid-promise", field: "text", problem: "empty" },
      { type: "invalid-promise", field: "text", problem: "too-long" },
      { type: "invalid-promise", field: "to_whom", problem: "too-long" },
      { type: "invalid-due" },
      { type: "invalid-due" },
    ]);
  });

  it("is edited field by field, and the reminders that stay keep their place", async () => {
    const bench = newDevice();
    const promise = await promiseOn(bench);
    const [hour] = promise.reminders;
    await bench.actions.editPromise(promise, {
      ...DRAFT,
      text: "bring the bicycle",
      reminders: [{ minutes_before: 60 }, { minutes_before: 0 }],
    });
    const edited = await readOn(bench, promise.id);
    expect(edited.text).toBe("bring the bicycle");
    expect(edited.reminders[0]).toEqual(hour);
    expect(edited.reminders.map(({ reminder }) => reminder)).toEqual([
      { minutes_before: 60 },
      { minutes_before: 0 },
    ]);
    const { records } = await everything(bench);
    const stampOf = (field: string) => records[0]?.fields[field]?.[1] ?? "";
    expect(stampOf("text") > stampOf("due_on")).toBe(true);
  });

  it("is deleted and comes back with all that happened", async () => {
    const bench = newDevice();
    const promise = await promiseOn(bench);
    await bench.actions.tellPromise({ promise: promise.id, kind: "kept", on: TODAY });
    await bench.actions.deletePromise(promise);
    expect((await readOn(bench, promise.id)).isDeleted).toBe(true);
    await bench.actions.undeletePromise(promise);
    expect((await readOn(bench, promise.id)).isDeleted).toBe(false);
    expect((await standingOn(bench, promise.id)).outcome).toBe("kept");
  });
});

describe("what becomes of a promise", () => {
  it("passes through every outcome, and its history stays", async () => {
    const bench = newDevice();
    const { id: promise } = await promiseOn(bench);
    const { actions } = bench;
    const to = { on: "2026-12-01", time: null, timeZone: "Europe/Berlin" };
    await actions.tellPromise({ promise, kind: "moved", on: TODAY, to, note: "She is away 👵" });
    await actions.tellPromise({ promise, kind: "let_go", on: TODAY });
    await actions.tellPromise({ promise, kind: "reopened", on: TODAY });
    await actions.tellPromise({ promise, kind: "mended", on: TODAY, note: "Walked it there" });
    const reopened = await actions.tellPromise({ promise, kind: "reopened", on: TODAY });
    await actions.tellPromise({ promise, kind: "kept", on: TODAY });
    expect(reopened.ok).toBe(true);
    const standing = await standingOn(bench, promise);
    expect(standing).toMatchObject({
      ...{ outcome: "kept", settledOn: TODAY, isOnTime: true },
      due: { on: "2026-12-01", time: null, zone: null },
    });
    expect(standing.history.map(({ kind }) => kind)).toEqual([
      ...["moved", "let_go", "reopened", "mended", "reopened", "kept"],
    ]);
  });

  it("and its undo leave nothing behind while nothing has left the device", async () => {
    const bench = newDevice();
    const { id: promise } = await promiseOn(bench);
    const told = await bench.actions.tellPromise({ promise, kind: "kept", on: TODAY });
    if (!told.ok) throw new Error(told.failure.type);
    await bench.actions.withdrawTelling(told.value);
    expect((await everything(bench)).facts).toEqual([]);
  });

  it("refuses a move to nowhere and a note without end", async () => {
    const { actions } = newDevice();
    const telling = { promise: "p", kind: "moved", on: TODAY } as const;
    const to = { on: "2026-13-01", time: null, timeZone: "UTC" };
    const results = await Promise.all([
      actions.tellPromise(telling),
      actions.tellPromise({ ...telling, to }),
      actions.tellPromise({ ...telling, kind: "kept", note: "x".repeat(100_000) }),
    ]);
    expect(results.map((result) => !result.ok && result.failure.type)).toEqual([
      ...["invalid-due", "invalid-due", "note-too-long"],
    ]);
  });

  it("leaves in the export file, and comes into another device with it", async () => {
    const bench = newDevice();
    const { id: promise } = await promiseOn(bench);
    const to = { on: "2026-12-01", time: "07:15", timeZone: "Asia/Kathmandu" };
    await bench.actions.tellPromise({ promise, kind: "moved", on: TODAY, to, note: "Later" });
    const file = await bench.actions.exportData();
    if (!file.ok) throw new Error(file.failure.type);
    expect(checkPortableFile(JSON.parse(file.value)).ok).toBe(true);

    const other = newDevice();
    const bytes = new TextEncoder().encode(file.value);
    const plan = await other.actions.openImport(bytes, TODAY);
    if (!plan.ok) throw new Error(plan.failure.type);
    expect((await other.actions.importData(plan.value)).ok).toBe(true);
    expect(writePortableFile(await everything(other))).toBe(file.value);
    expect((await standingOn(other, promise)).due).toEqual({
      ...{ on: "2026-12-01", time: "07:15", zone: "Asia/Kathmandu" },
    });
  });

  it("once it has left in a file is withdrawn in sight of all", async () => {
    const bench = newDevice();
    const { id: promise } = await promiseOn(bench);
    const told = await bench.actions.tellPromise({ promise, kind: "kept", on: TODAY });
    if (!told.ok) throw new Error(told.failure.type);
    await bench.actions.exportData();
    await bench.actions.withdrawTelling(told.value);
    expect((await everything(bench)).facts).toEqual([{ ...told.value, withdrawn: true }]);
  });
});
