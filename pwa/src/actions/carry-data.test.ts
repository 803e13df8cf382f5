import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type LocalDate } from "../core/dates";
import { readEverything } from "../db/portable";
import { isEntry } from "../model/facts";
import { readHabit, type Habit } from "../model/habit-record";
import type { Rule } from "../model/habits";
import { createBench, type Bench } from "../testing/bench";
import { insist } from "../testing/device";
import { DRAFT, TODAY } from "../testing/draft";
import { toBytes } from "../testing/foreign";

let devices = 0;
const newDevice = (): Bench => createBench(`carrier-${(devices += 1)}`);

const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((weekdays) => ({ kind: "days" as const, weekdays })),
  fc.integer({ min: 1, max: 3_650 }).map((days) => ({ kind: "interval" as const, days })),
  fc
    .integer({ min: 1, max: 7 })
    .map((times) => ({ kind: "times" as const, times, per: "week" as const })),
  fc
    .integer({ min: 1, max: 31 })
    .map((times) => ({ kind: "times" as const, times, per: "month" as const })),
  fc.constant({ kind: "anytime" as const }),
);

const days = fc.record({
  ago: fc.nat(400),
  amount: fc.option(fc.constantFrom(0, 0.1, 0.3, 1, 7.9, 1e6)),
  isRest: fc.boolean(),
  note: fc.constantFrom("", "They noticed.", '=SUM(A1) "quoted", \u2028 and\nnext', "אמא 👩‍👩‍👧 أمي"),
  isTakenBack: fc.boolean(),
});

const lives = fc.record({
  name: fc.constantFrom("Eye contact", "=cmd|' /C calc'!A0", "أنظر في عينيك", "👋🏽"),
  rule: rules,
  amount: fc.constantFrom(0.1, 1, 2.5, 1e6),
  direction: fc.constantFrom("at_least" as const, "at_most" as const),
  days: fc.array(days, { maxLength: 12 }),
  pause: fc.option(fc.nat(30)),
  isArchived: fc.boolean(),
  isDeleted: fc.boolean(),
});

type Life = typeof lives extends fc.Arbitrary<infer Value> ? Value : never;

const onDay = (ago: number): LocalDate => addDays(TODAY, -ago);

async function live(bench: Bench, life: Life): Promise<void> {
  const { actions } = bench;
  const plan = { rule: life.rule, target: { amount: life.amount }, direction: life.direction };
  const id = insist(await actions.createHabit({ ...DRAFT, name: life.name, plan }, onDay(200)));
  for (const day of life.days) await record(bench, id, day);
  const habit = await habitOf(bench, id);
  if (life.pause !== null) {
    insist(await actions.savePause(habit, { from: onDay(life.pause), to: onDay(0) }));
    insist(await actions.savePause(null, { from: onDay(life.pause), to: null }));
  }
  if (life.isArchived) insist(await actions.archiveHabit(habit, TODAY));
  if (life.isDeleted) insist(await actions.deleteHabit(habit));
}

async function record(
  { actions, context }: Bench,
  habit: string,
  { ago, isTakenBack, ...day }: Life["days"][number],
): Promise<void> {
  insist(await actions.setDay({ habit, on: onDay(ago), ...day }, []));
  // What has been on its way to a server stays, withdrawn.
  await context.database.write((transaction) => transaction.objectStore("outbox").clear());
  const { facts } = insist(await readEverything(context.database));
  const present = facts.filter(isEntry).filter(({ on }) => on === onDay(ago));
  if (isTakenBack) insist(await actions.withdrawEntries(present));
}

async function habitOf({ context }: Bench, id: string): Promise<Habit> {
  const { records } = insist(await readEverything(context.database));
  const found = records.find((record) => record.id === id);
  if (found === undefined) throw new Error("not stored");
  return readHabit(found);
}

describe("an export (B11)", () => {
  it("comes back byte for byte after everything was erased", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lives, { maxLength: 3 }), async (all) => {
        const bench = newDevice();
        for (const life of all) await live(bench, life);
        const exported = insist(await bench.actions.exportData());
        insist(await bench.actions.eraseData());
        insist(
          await bench.actions.importData(
            insist(await bench.actions.openImport(toBytes(exported), TODAY)),
          ),
        );
        expect(insist(await bench.actions.exportData())).toBe(exported);

        const again = insist(await bench.actions.openImport(toBytes(exported), TODAY));
        expect(again).toMatchObject({ newEntries: 0, changedRecords: 0 });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each([
    ["of a newer Kept", (text: string) => text.replace('"version":1', '"version":2')],
    ["cut off", (text: string) => text.slice(0, -40)],
  ])("%s is refused, and all that is here stays", async (_, spoil) => {
    const bench = newDevice();
    const id = insist(await bench.actions.createHabit(DRAFT, TODAY));
    insist(await bench.actions.logStep({ habit: id, on: TODAY, amount: 1 }));
    const exported = insist(await bench.actions.exportData());
    expect(spoil(exported)).not.toBe(exported);

    const opened = await bench.actions.openImport(toBytes(spoil(exported)), TODAY);

    expect(opened.ok).toBe(false);
    expect(insist(await bench.actions.exportData())).toBe(exported);
  });

  it.each([
    ["a date that is none", (text: string) => text.replace(`"on":"${TODAY}"`, '"on":"2026-02-30"')],
    ["a fact of an unknown kind", (text: string) => text.replace('"done"', '"failed"')],
  ])("with %s is brought without it", async (_, spoil) => {
    const bench = newDevice();
    const id = insist(await bench.actions.createHabit(DRAFT, TODAY));
    insist(await bench.actions.logStep({ habit: id, on: TODAY, amount: 1 }));
    const exported = insist(await bench.actions.exportData());
    expect(spoil(exported)).not.toBe(exported);

    insist(await bench.actions.eraseData());

    const plan = insist(await bench.actions.openImport(toBytes(spoil(exported)), TODAY));

    expect(plan.leftOut.count).toBe(1);
    expect(insist(await bench.actions.importData(plan))).toMatchObject({ records: 1, facts: 0 });
  });
});
