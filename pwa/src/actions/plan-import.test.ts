import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLocalDate } from "../core/dates";
import { readEverything } from "../db/portable";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import type { PromiseRecord } from "../model/promise-record";
import { createBench, type Bench } from "../testing/bench";
import { toBytes } from "../testing/foreign";
import { PROMISE_DRAFT } from "../testing/promise-draft";
import type { ImportPlan } from "./plan-import";

const TODAY = "2026-11-23";

let devices = 0;
const newDevice = (): Bench => createBench(`importer-${(devices += 1)}`);

const beaver = (days: readonly string[], name = "Swim"): Uint8Array<ArrayBuffer> =>
  toBytes(
    JSON.stringify({
      habits: [{ name, id: "s", records: days.map((day) => ({ day, done: true })) }],
    }),
  );

async function everything({ context }: Bench) {
  const result = await readEverything(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value;
}

async function open({ actions }: Bench, bytes: Uint8Array<ArrayBuffer>): Promise<ImportPlan> {
  const plan = await actions.openImport(bytes, TODAY);
  if (!plan.ok) throw new Error(plan.failure.type);
  return plan.value;
}

async function bring(bench: Bench, bytes: Uint8Array<ArrayBuffer>): Promise<ImportPlan> {
  const plan = await open(bench, bytes);
  await bench.actions.importData(plan);
  return plan;
}

describe("an import", () => {
  it("that is only looked at writes nothing", async () => {
    const bench = newDevice();
    expect(await open(bench, beaver(["2026-03-01"]))).toMatchObject({
      newEntries: 1,
      changedRecords: 1,
    });
    expect(await everything(bench)).toEqual({ records: [], facts: [] });
  });

  it("of any backups of one habit, in any order and number, ends the same", async () => {
    const day = fc.integer({ min: 20_000, max: 20_060 }).map(toLocalDate);
    const backups = fc.array(fc.uniqueArray(day, { maxLength: 12 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(backups, async (files) => {
        const bench = newDevice();
        for (const days of [...files, ...files.toReversed()]) await bring(bench, beaver(days));
        const { facts, records } = await everything(bench);
        expect(facts.map(({ on }) => on)).toEqual([...new Set(files.flat())].sort());
        expect(records).toHaveLength(1);
        for (const days of files) {
          expect(await open(bench, beaver(days))).toMatchObject({
            ...{ newEntries: 0, changedRecords: 0, presentEntries: days.length },
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("of a later backup adds the new days and leaves a person's own edits alone", async () => {
    const bench = newDevice();
    await bring(bench, beaver(["2026-03-01"]));
    const [record] = (await everything(bench)).records;
    if (record === undefined) throw new Error("not stored");
    const habit = readHabit(record);
    const [plan] = habit.plans;
    if (plan === undefined) throw new Error("no plan");
    await bench.actions.editHabit(habit, { ...habit, name: "Swim with Bob", plan }, TODAY);
    const later = await bring(bench, beaver(["2026-03-01", "2026-03-02"], "Swimming"));
    expect(later.habits).toMatchObject([{ days: 2, newDays: 1 }]);
    const { records, facts } = await everything(bench);
    expect(records.map(readHabit)).toMatchObject([{ name: "Swim with Bob" }]);
    expect(facts).toHaveLength(2);
  });

  it("does not bring back what was taken back here, and says so", async () => {
    const bench = newDevice();
    await bring(bench, beaver(["2026-03-01", "2026-03-02"]));
    const { facts } = await everything(bench);
    await bench.actions.withdrawEntries(facts.filter(isEntry).slice(0, 1));
    expect(await bring(bench, beaver(["2026-03-01", "2026-03-02", "2026-03-03"]))).toMatchObject({
      ...{ newEntries: 1, presentEntries: 1, withdrawnEntries: 1 },
    });
    const live = (await everything(bench)).facts.filter(({ withdrawn }) => withdrawn !== true);
    expect(live.map(({ on }) => on)).toEqual(["2026-03-02", "2026-03-03"]);
  });

  it("does not bring back a habit that was deleted here, nor days of it", async () => {
    const bench = newDevice();
    await bring(bench, beaver(["2026-03-01"]));
    const [record] = (await everything(bench)).records;
    if (record === undefined) throw new Error("not stored");
    await bench.actions.deleteHabit(readHabit(record));
    expect(await bring(bench, beaver(["2026-03-01", "2026-03-02"]))).toMatchObject({
      ...{ newEntries: 0, changedRecords: 0, deletedHabits: ["Swim"] },
    });
    expect((await everything(bench)).facts).toHaveLength(1);
  });

  it("of one's own export does not bring back what was taken back since", async () => {
    const bench = newDevice();
    const tick = await bench.actions.logStep({ habit: "h", on: TODAY, amount: 1 });
    const file = await bench.actions.exportData();
    if (!tick.ok || !file.ok) throw new Error("not stored");
    await bench.actions.withdrawEntries([tick.value]);
    expect(await bring(bench, toBytes(file.value))).toMatchObject({
      withdrawnEntries: 1,
      newEntries: 0,
    });
    expect((await everything(bench)).facts).toMatchObject([{ withdrawn: true }]);
  });

  it("tells where what is here says something else, and keeps it", async () => {
    const bench = newDevice();
    await bring(bench, beaver(["2026-03-01"]));
    const before = await everything(bench);
    const changed = {
      name: "Swim",
      id: "s",
      records: [{ day: "2026-03-01", done: true, text: "Sea" }],
    };
    expect(await bring(bench, toBytes(JSON.stringify({ habits: [changed] })))).toMatchObject({
      ...{ presentEntries: 1, differingEntries: 1 },
    });
    expect(await everything(bench)).toEqual(before);
  });

  it("tells how far it is while it writes", async () => {
    const bench = newDevice();
    const days = Array.from({ length: 5_000 }, (_, day) => toLocalDate(day));
    const seen: (readonly [number, number])[] = [];
    await bench.actions.importData(await open(bench, beaver(days)), (...progress) =>
      seen.push(progress),
    );
    expect(seen).toEqual([0, 2_000, 4_000, 5_000].map((written) => [written, 5_000]));
  });

  it("of one's own export brings back what was deleted here by choice alone", async () => {
    const bench = newDevice();
    await bring(bench, beaver(["2026-03-01"]));
    const promise = await bench.actions.createPromise(PROMISE_DRAFT);
    const file = await bench.actions.exportData();
    const [record] = (await everything(bench)).records;
    if (record === undefined || !promise.ok || !file.ok) throw new Error("not stored");
    await bench.actions.deleteHabit(readHabit(record));
    await bench.actions.deletePromise({ id: promise.value } as PromiseRecord);
    const deleted = async (): Promise<readonly unknown[]> =>
      (await everything(bench)).records.map(({ fields }) => fields["deleted"]?.[0]);

    const plan = await open(bench, toBytes(file.value));

    expect(plan).toMatchObject({ newEntries: 0, changedRecords: 0, deletedHabits: ["Swim"] });
    expect(plan.restorable.map(({ name }) => name)).toEqual(["Swim", PROMISE_DRAFT.text]);
    await bench.actions.importData(plan);
    expect(await deleted()).toEqual([true, true]);
    await bench.actions.importData(plan, undefined, true);
    expect(await deleted()).toEqual([false, false]);
    expect((await everything(bench)).records.map(readHabit)[0]).toMatchObject({ name: "Swim" });
    expect((await open(bench, toBytes(file.value))).restorable).toEqual([]);
  });
});
