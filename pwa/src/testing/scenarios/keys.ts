/** The data key changes: nothing is lost, nothing stays readable that should not, whatever comes between. */
import { expect } from "vitest";
import { changeKey, type PreparedKey } from "../../actions/keys/change-key";
import { holdAccountKey } from "../../actions/keys/hold-key";
import { createSession, getSession } from "../../api/accounts";
import { mintDataKey, unwrapDataKey } from "../../crypto/data-key";
import { mintRecoveryKey } from "../../crypto/recovery-key";
import { keyIdOf } from "../../crypto/seal";
import { readHeldKeys, readKey } from "../../db/keys";
import { createKeyLoader } from "../../sync";
import { encryptAgain } from "../../sync/encrypt-again";
import { openStoredWords } from "../../sync/open-stored";
import { createDevice, insist, type Device } from "../device";
import { along, ways, type Way } from "../line";
import type { Owner } from "../owner";
import { expectAccounted, expectEqual, readDevice, readServer } from "../truth";
import {
  createPair,
  DRAFT,
  habitOn,
  liveEntries,
  rename,
  syncAll,
  tick,
  TODAY,
  undo,
  type Pair,
  type Scenarios,
} from "./world";

const MANY = 230;

/** A session of the device's own: a step-up of one that is shared would end it for the others. */
async function signIn({ line, owner }: Device): Promise<void> {
  // Who signs in ends the session that they came with.
  line.cookies.delete("kept");
  insist(await along(line, () => createSession(owner.username, owner.authSecret)));
}

async function createSignedInPair(server: Owner["server"]): Promise<Pair> {
  const pair = await createPair(server);
  await signIn(pair.a);
  await signIn(pair.b);
  return pair;
}

const prepare = ({ authSecret, wrappingKey }: Owner): PreparedKey => ({
  dataKey: mintDataKey(),
  recoveryKey: mintRecoveryKey(),
  unlocker: { authSecret, wrappingKey, passkey: null },
  password: null,
  endsOthers: false,
});

/** Its requests: which key is the account's, the step-up, the change itself. */
function change(device: Device, prepared: PreparedKey, ...along3: readonly Way[]) {
  device.line.ways.splice(0, device.line.ways.length, ...along3);
  return along(device.line, () => changeKey(device.page().context, prepared));
}

async function changeOn(device: Device): Promise<string> {
  const prepared = prepare(device.owner);
  insist(await change(device, prepared));
  return prepared.dataKey.id;
}

/** As by the password. */
async function unlock(device: Device): Promise<void> {
  const { account, wrappingKey } = device.owner;
  const { database, changes } = device.page().context;
  const session = insist(await along(device.line, getSession));
  const wrap = session.wraps.password ?? "";
  const dataKey = insist(await unwrapDataKey(wrappingKey, account, "password", wrap));
  insist(await holdAccountKey(database, session, dataKey));
  const ring = await createKeyLoader(database)();
  if (ring !== null) insist(await openStoredWords(database, changes, account, ring));
}

async function runAll(...devices: readonly Device[]): Promise<void> {
  for (const device of devices) insist(await device.page().run());
}

async function heldOn(device: Device) {
  const { data, retired, isOutdated } = insist(await readHeldKeys(device.page().context.database));
  return { data: data?.id, retired: retired.map(({ id }) => id), isOutdated };
}

const canWrite = async (device: Device): Promise<boolean> =>
  insist(await readKey(device.page().context.database)) !== null;

/** The ids of all keys that anything on the server is encrypted under. */
async function keysOnServer(owner: Owner): Promise<ReadonlySet<string>> {
  const { sealed } = await readServer(owner);
  const texts = Object.values(sealed).flatMap((text) => text.match(/v1\.[0-9a-f]{16}\./g) ?? []);
  return new Set(texts.map(keyIdOf));
}

async function writeMany(device: Device): Promise<void> {
  for (let number = 0; number < MANY; number += 1) {
    insist(await device.page().actions.createHabit({ ...DRAFT, name: `Habit ${number}` }, TODAY));
  }
}

export const KEYS: Scenarios = {
  "everything is encrypted again, and the other device reads it after its unlock": async (
    server,
  ) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    await tick(a, habit, "a note");
    await runAll(a, b);
    const key = await changeOn(a);
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await syncAll(b);
    // It still shows what it could read, and encrypts nothing more under its key.
    expect((await habitOn(b, habit)).name).toBe(DRAFT.name);
    expect((await liveEntries(b)).map(({ note }) => note)).toEqual(["a note"]);
    expect(await canWrite(b)).toBe(false);
    await unlock(b);
    await runAll(b, a);
    await expectEqual([a, b]);
    expect(await heldOn(b)).toEqual(await heldOn(a));
  },

  "what was written offline under the old key waits, arrives after the unlock, and wins": async (
    server,
  ) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    await rename(b, habit, "Written offline");
    const own = await tick(b, habit, "offline too");
    const plain = await tick(b, habit);
    const key = await changeOn(a);
    await runAll(a);
    await syncAll(b, b);
    expect((await readDevice(b)).outbox.map(({ waitsForKey }) => waitsForKey)).toEqual([
      true,
      true,
    ]);
    expect((await readDevice(b)).quarantine).toEqual([]);
    await syncAll(a);
    expect((await liveEntries(a)).map(({ id }) => id)).toEqual([plain.id]);
    await unlock(b);
    await runAll(b, a);
    expect((await habitOn(a, habit)).name).toBe("Written offline");
    expect(await liveEntries(a)).toContainEqual(own);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await expectEqual([a, b]);
  },

  "ticks and what was never refused go on while words wait for a key": async (server) => {
    const { a, b, habit } = await createSignedInPair(server);
    await writeMany(b);
    await changeOn(a);
    await runAll(a);
    await syncAll(b);
    const own = await tick(b, habit);
    await syncAll(b, a);
    expect((await readDevice(b)).outbox).toHaveLength(MANY);
    expect(await liveEntries(a)).toContainEqual(own);
    await unlock(b);
    await runAll(b, a);
    await expectEqual([a, b]);
  },

  "an edit made while everything is encrypted again wins by its stamp": async (server) => {
    const { a, b, habit } = await createSignedInPair(server);
    await changeOn(a);
    await syncAll(b);
    await unlock(b);
    await rename(b, habit, "Meanwhile");
    await runAll(a, b, a);
    expect((await habitOn(a, habit)).name).toBe("Meanwhile");
    await expectEqual([a, b]);
  },

  "a request whose answer was lost: asked again it is done, and only once": async (server) => {
    const { owner, a, b } = await createSignedInPair(server);
    const prepared = prepare(owner);
    const lost = await change(a, prepared, ways.plain, ways.plain, ways.answerLost);
    expect(lost).toMatchObject({ failure: { type: "offline" } });
    insist(await change(a, prepared));
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([prepared.dataKey.id]));
    await syncAll(b);
    await unlock(b);
    await runAll(b, a);
    await expectEqual([a, b]);
  },

  "killed after the request, a device finds that the key is its own": async (server) => {
    const { owner, a } = await createSignedInPair(server);
    const prepared = prepare(owner);
    await change(a, prepared, ways.plain, ways.plain, ways.answerLost);
    await a.reopen();
    expect((await heldOn(a)).data).toBe(owner.dataKey.id);
    await runAll(a);
    expect(await heldOn(a)).toEqual({
      data: prepared.dataKey.id,
      retired: [owner.dataKey.id],
      isOutdated: false,
    });
    expect(await keysOnServer(owner)).toEqual(new Set([prepared.dataKey.id]));
    await expectEqual([a]);
  },

  "killed before the request arrives, everything stays as it was": async (server) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    for (const at of [0, 1, 2]) {
      const plainly = Array.from({ length: at }, () => ways.plain);
      const stopped = await change(a, prepare(owner), ...plainly, ways.notSent);
      expect(stopped).toMatchObject({ failure: { type: "offline" } });
      await a.reopen();
    }
    await rename(a, habit, "As before");
    await runAll(a, b);
    expect(await keysOnServer(owner)).toEqual(new Set([owner.dataKey.id]));
    await expectEqual([a, b]);
  },

  "killed at every request while it encrypts again, it goes on to the end": async (server) => {
    const { owner, a } = await createSignedInPair(server);
    await writeMany(a);
    await runAll(a);
    const key = await changeOn(a);
    const faults: readonly Way[] = [
      ways.notSent,
      ways.answerLost,
      ways.faultBefore,
      ways.faultAfter,
      ways.truncated,
    ];
    for (const [turn, fault] of faults.entries()) {
      const plainly = Array.from({ length: turn }, () => ways.plain);
      await a.page().run(...plainly, fault);
      await expectAccounted(a);
      await a.reopen();
    }
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await expectEqual([a]);
  },

  "it says how far it is, and is quiet when it is done": async (server) => {
    const { a } = await createSignedInPair(server);
    await writeMany(a);
    await runAll(a);
    await changeOn(a);
    await runAll(a);
    const total = MANY + 1;
    const steps = a.page().progress.filter((step) => step !== null);
    expect(steps).toEqual([0, 100, 200].map((done) => ({ done, total })));
    expect(a.page().progress.at(-1)).toBeNull();
    await a.reopen();
    await runAll(a);
    expect(a.page().progress).toEqual([null]);
  },

  "two devices that encrypt again at once end in the same bytes": async (server) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    const note = await tick(a, habit, "a note");
    await runAll(a, b);
    const key = await changeOn(a);
    await syncAll(b);
    await unlock(b);
    // Each encrypts all before either has sent anything.
    const offline = () => Promise.resolve({ ok: true, value: null } as const);
    for (const device of [a, b]) {
      const { database } = device.page().context;
      const context = { account: owner.account, database, loadKey: createKeyLoader(database) };
      expect(insist(await encryptAgain(context, offline, () => undefined))).toBe(2);
    }
    await syncAll(a, b, a);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await expectEqual([a, b]);
    await undo(b, note);
    await syncAll(b, a);
    await expectEqual([a, b]);
  },

  "of two devices that change the key at once, one does": async (server) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    const [first, second] = [prepare(owner), prepare(owner)];
    const both = await Promise.all([change(a, first), change(b, second)]);
    const isFirst = both[0].ok;
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const [winner, loser] = isFirst ? [a, b] : [b, a];
    const key = (isFirst ? first : second).dataKey.id;
    await rename(winner, habit, "By who was first");
    await runAll(winner);
    await syncAll(loser);
    expect(await canWrite(loser)).toBe(false);
    await unlock(loser);
    await runAll(loser, winner);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await expectEqual([a, b]);
  },

  "what is written in another tab goes under the new key at once": async (server) => {
    const { owner, a, habit } = await createSignedInPair(server);
    const other = await a.openTab();
    insist(await other.actions.logStep({ habit, on: TODAY, amount: 1, note: "before" }));
    const key = await changeOn(a);
    insist(await other.actions.logStep({ habit, on: TODAY, amount: 1, note: "after" }));
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    expect((await readDevice(a)).outbox).toEqual([]);
  },

  "a key that was changed twice opens what is under each": async (server) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    await tick(a, habit, "under the first");
    await runAll(a, b);
    const keys = [await changeOn(a), await changeOn(a)];
    await syncAll(b);
    await unlock(b);
    expect((await heldOn(b)).retired.sort()).toEqual([owner.dataKey.id, keys[0]].sort());
    const c = await createDevice(owner);
    await c.lock();
    await signIn(c);
    await unlock(c);
    await syncAll(c);
    expect((await liveEntries(c)).map(({ note }) => note)).toEqual(["under the first"]);
    await runAll(b, c, a);
    expect(await keysOnServer(owner)).toEqual(new Set([keys[1]]));
    await expectEqual([a, b, c]);
  },

  "a server that names a replaced key again is not believed": async (server) => {
    const { owner, a, habit } = await createSignedInPair(server);
    const key = await changeOn(a);
    await runAll(a);
    await server.stop();
    await server.runSql(
      `UPDATE account SET key_id = '${owner.dataKey.id}' WHERE id = '${owner.account}'`,
    );
    await server.start();
    await rename(a, habit, "Not for the old password");
    await runAll(a);
    expect((await heldOn(a)).data).toBe(key);
    expect(await canWrite(a)).toBe(true);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
  },

  "a key that opens none of those held here is not taken": async (server) => {
    const { owner, a, habit } = await createSignedInPair(server);
    const before = (await heldOn(a)).data;
    const { database } = a.page().context;
    const session = insist(await along(a.line, getSession));
    const foreign = mintDataKey();
    for (const key of [foreign, { ...foreign, id: owner.dataKey.id }]) {
      const held = await holdAccountKey(database, session, key);
      expect(held).toEqual({ ok: false, failure: { type: "not-the-key" } });
    }
    expect((await heldOn(a)).data).toBe(before);
    await rename(a, habit, "Still under my own");
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([before]));
  },

  "a server that was restored to before the change gets the key again with the next": async (
    server,
  ) => {
    const { owner, a, b, habit } = await createSignedInPair(server);
    await server.stop();
    server.copyData("data", "backup");
    await server.start();
    const lost = await changeOn(a);
    await rename(a, habit, "After the backup");
    await runAll(a);
    await server.stop();
    server.copyData("backup", "data");
    await server.start();
    await signIn(a);
    await runAll(a);
    expect((await heldOn(a)).data).toBe(lost);
    const key = await changeOn(a);
    await runAll(a);
    expect(await keysOnServer(owner)).toEqual(new Set([key]));
    await syncAll(b);
    await unlock(b);
    expect((await heldOn(b)).retired.sort()).toEqual([owner.dataKey.id, lost].sort());
    await runAll(b, a);
    expect((await habitOn(b, habit)).name).toBe("After the backup");
    await expectEqual([a, b]);
  },
};
