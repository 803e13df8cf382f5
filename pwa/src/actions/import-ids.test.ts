import { describe, expect, it } from "vitest";
import { mintRecordId } from "../core/ids";
import { deriveImportSecret, mintDataKey, wrapForDevice, type DataKey } from "../crypto/data-key";
import { accountDatabase } from "../db/device";
import { holdKeys } from "../db/keys";
import { mergeEverything, readEverything, type Everything } from "../db/portable";
import { originOf } from "../importers/identity";
import { keyedBy } from "../importers/rekey";
import { isEntry } from "../model/facts";
import { readHabit } from "../model/habit-record";
import { createKeyLoader, createSealer } from "../sync";
import { createActions } from "../testing/actions";
import { createBench, TEST_NOW_MS, type Bench } from "../testing/bench";
import { insist } from "../testing/device";
import { makeZip, toBytes } from "../testing/foreign";
import { readImport } from "../testing/read-import";
import { copyIn } from "./account/bring-in";

const TODAY = "2026-11-23";
const MOMENT = { today: TODAY, nowMs: TEST_NOW_MS };
const NAME = "Antidepressant";

let devices = 0;
const newDevice = (): Bench => createBench(`keyed-${(devices += 1)}`);

interface Account {
  readonly id: string;
  readonly dataKey: DataKey;
}

const newAccount = (): Account => ({ id: mintRecordId(), dataKey: mintDataKey() });

/** A device of an account that has never synced. */
async function deviceOf({ id, dataKey }: Account, name?: string): Promise<Bench> {
  const bench = createBench(name ?? `keyed-${(devices += 1)}`);
  const { database } = bench.context;
  insist(await holdKeys(database, await wrapForDevice(dataKey)));
  const context = { ...bench.context, sealer: createSealer(id, createKeyLoader(database)) };
  return { ...bench, context, actions: createActions(context) };
}

/** An archived habit of Loop with two days. */
const loop = (): Uint8Array<ArrayBuffer> =>
  makeZip({
    "Habits.csv":
      "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
      `001,${NAME},YES_NO,,,1,1,#FF8F00,,,,true\n`,
    [`001 ${NAME}/Checkmarks.csv`]:
      "Date,Value,Notes\n2026-03-02,YES_MANUAL,half\n2026-03-01,YES_MANUAL,\n",
  });

const stored = async ({ context }: Bench): Promise<Everything> =>
  insist(await readEverything(context.database));

async function bring(bench: Bench, bytes = loop()): Promise<Everything> {
  const plan = insist(await bench.actions.openImport(bytes, TODAY));
  insist(await bench.actions.importData(plan));
  return stored(bench);
}

const isNothingNew = { newEntries: 0, changedRecords: 0, presentEntries: 2 };

/** What a host with a list of words would look for. */
const GUESS = originOf("loop", `name|${NAME}`);
const PARTS = [GUESS.slice(0, 16), GUESS.slice(16, 32), GUESS.slice(32, 48)];

/** All but the origin, which travels sealed. */
function plain({ records, facts }: Everything): string {
  const seen = records.map(({ id, fields }) => {
    const { origin, ...others } = fields;
    return [id, others, origin?.[1]];
  });
  return JSON.stringify([seen, facts]);
}

function expectNoGuess(everything: Everything): void {
  const text = plain(everything);
  expect(PARTS.filter((part) => text.includes(part))).toEqual([]);
}

/** As it was stored before ids were keyed: the hash of the name itself. */
async function unkeyed(): Promise<Everything> {
  const { records, facts } = insist(await readImport(loop(), MOMENT));
  const withoutOrigin = records.map((record) => {
    const fields = Object.entries(record.fields).filter(([name]) => name !== "origin");
    return { ...record, fields: Object.fromEntries(fields) };
  });
  return { records: withoutOrigin, facts };
}

async function put({ context }: Bench, things: Everything): Promise<void> {
  insist(await mergeEverything(context.database, context.changes, null, things));
}

/** What signing in does with a device's own things. */
async function signIn(origin: string, account: Account): Promise<Bench> {
  const ids = keyedBy(await deriveImportSecret(await wrapForDevice(account.dataKey)));
  const sealer = { seal: () => Promise.resolve({ ok: true, value: [] } as const) };
  insist(await copyIn(origin, account.id, { sealer, ids }));
  return deviceOf(account, accountDatabase(account.id));
}

describe("the ids of what is imported", () => {
  it("are no hash of a name that anybody can compute", async () => {
    expectNoGuess(await bring(newDevice()));
    expectNoGuess(await bring(await deviceOf(newAccount())));
  });

  it("are others on each device without an account, and in each account", async () => {
    const all = [
      ...[await bring(newDevice()), await bring(newDevice())],
      ...[await bring(await deviceOf(newAccount())), await bring(await deviceOf(newAccount()))],
    ];
    const ids = all.flatMap(({ records, facts }) => [...records, ...facts].map(({ id }) => id));
    expect(new Set(ids).size).toBe(4 * 3);
    const stamps = all.flatMap(({ records }) => Object.values(records[0]?.fields ?? {}));
    expect(new Set(stamps.map(([, stamp]) => stamp)).size).toBe(4);
  });

  it("are the same on two devices of an account that have never met", async () => {
    const account = newAccount();
    const first = await bring(await deviceOf(account));
    expect(await bring(await deviceOf(account))).toEqual(first);
  });

  it("are met again by the same file, after the device has signed up too", async () => {
    const bench = newDevice();
    const before = await bring(bench);
    expect(insist(await bench.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);

    const account = newAccount();
    const signedUp = await signIn(`keyed-${devices}`, account);
    const after = await stored(signedUp);
    expectNoGuess(after);
    expect(after.records[0]?.id).not.toBe(before.records[0]?.id);
    expect(insist(await signedUp.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);
    // And from a second device that has not synced yet.
    expect(await bring(await deviceOf(account))).toEqual(after);
  });

  it("take along what was recorded and changed here when they change", async () => {
    const bench = newDevice();
    const { records, facts } = await bring(bench);
    const [record] = records;
    if (record === undefined) throw new Error("not stored");
    const habit = readHabit(record);
    const [plan] = habit.plans;
    if (plan === undefined) throw new Error("no plan");
    insist(await bench.actions.restoreHabit(habit, TODAY));
    insist(await bench.actions.editHabit(habit, { ...habit, name: "Pills", plan }, TODAY));
    const tick = insist(await bench.actions.logStep({ habit: habit.id, on: TODAY, amount: 1 }));
    insist(await bench.actions.withdrawEntries(facts.filter(isEntry).slice(0, 1)));

    const after = await stored(await signIn(`keyed-${devices}`, newAccount()));

    const [moved] = after.records.map(readHabit);
    expect(moved).toMatchObject({ name: "Pills", isArchived: false });
    expect(moved?.pauses).toHaveLength(habit.pauses.length);
    expect(after.facts.every((fact) => isEntry(fact) && fact.habit === moved?.id)).toBe(true);
    expect(after.facts.map(({ id }) => id)).toContain(tick.id);
    expect(after.facts.filter(({ withdrawn }) => withdrawn === true)).toHaveLength(1);
    expect(after.facts).toHaveLength(3);
  });

  it("that were hashes are keyed by signing up, and met again by the same file", async () => {
    const bench = newDevice();
    await put(bench, await unkeyed());
    expect(insist(await bench.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);

    const account = newAccount();
    const signedUp = await signIn(`keyed-${devices}`, account);

    const after = await stored(signedUp);
    expectNoGuess(after);
    expect(after.records).toHaveLength(1);
    expect(insist(await signedUp.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);
  });

  it("that were hashes in an export are keyed when an account brings it in", async () => {
    const old = newDevice();
    await put(old, await unkeyed());
    const file = toBytes(insist(await old.actions.exportData()));
    const signedUp = await deviceOf(newAccount());
    expectNoGuess(await bring(signedUp, file));
    expect(insist(await signedUp.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);
    expect(insist(await signedUp.actions.openImport(file, TODAY))).toMatchObject(isNothingNew);
  });

  it("stay in one's own export, which comes back byte for byte", async () => {
    const bench = newDevice();
    await bring(bench);
    const exported = insist(await bench.actions.exportData());
    insist(await bench.actions.eraseData());
    await bring(bench, toBytes(exported));
    expect(insist(await bench.actions.exportData())).toBe(exported);
    expect(insist(await bench.actions.openImport(loop(), TODAY))).toMatchObject(isNothingNew);
  });

  it("need the key of the account where the words are locked", async () => {
    const bench = await deviceOf(newAccount());
    const emptied = await bench.context.database.write((transaction) =>
      transaction.objectStore("keys").clear(),
    );
    insist(emptied);
    expect(await bench.actions.openImport(loop(), TODAY)).toEqual({
      ok: false,
      failure: { type: "words-locked" },
    });
  });
});
