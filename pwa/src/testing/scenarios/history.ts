/** Clocks that are wrong, servers with another history, and words that are locked. */
import { expect } from "vitest";
import { stampToMs } from "../../core/clock";
import { createDevice, insist, type Device } from "../device";
import { ways } from "../line";
import { signUpOwner } from "../owner";
import { expectAccounted, expectEqual, expectScreens, readDevice, readServer } from "../truth";
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
  YEAR_MS,
  type Scenarios,
} from "./world";

export const CLOCKS: Scenarios = {
  "edits of a clock a year ahead arrive under new stamps, and the screens follow": async (
    server,
  ) => {
    const { a, b, habit } = await createPair(server);
    a.clock.aheadMs = YEAR_MS;
    await a.reopen();
    await rename(a, habit, "From the future");
    const later = insist(await a.page().actions.createHabit(DRAFT, TODAY));
    await syncAll(a);
    await rename(a, habit, "Renamed after");
    await expectScreens(a);
    await syncAll(a, b);
    expect((await habitOn(b, habit)).name).toBe("Renamed after");
    expect((await habitOn(b, later)).name).toBe(DRAFT.name);
    for (const stamp of stampsOf((await readServer(a.owner)).sealed)) {
      expect(stampToMs(stamp)).toBeLessThan(Date.now() + 120_000);
    }
    await expectEqual([a, b]);
  },

  "no stamp and no id is issued twice, whatever the clock does": async (server) => {
    const { a, habit } = await createPair(server);
    const { stamps, mintFactId } = a.page().context;
    const issued: string[] = [];
    for (const aheadMs of [YEAR_MS, 0, -YEAR_MS, 0, 30_000, -30_000, YEAR_MS, 0]) {
      a.clock.aheadMs = aheadMs;
      for (let i = 0; i < 20; i += 1) issued.push(stamps.issue(), mintFactId());
      await rename(a, habit, `At ${aheadMs}`);
      await syncAll(a);
    }
    expect(new Set(issued).size).toBe(issued.length);
    await expectEqual([a]);
  },

  "an edit of a clock a year behind beats what its author has seen": async (server) => {
    const { a, b, habit } = await createPair(server);
    b.clock.aheadMs = -YEAR_MS;
    await b.reopen();
    await rename(a, habit, "Seen");
    await syncAll(a, b);
    await rename(b, habit, "Answered");
    await syncAll(b, a);
    expect((await habitOn(a, habit)).name).toBe("Answered");
    await expectEqual([a, b]);
  },

  "one answer is enough for a wrong clock to run on the server's time": async (server) => {
    for (const aheadMs of [-YEAR_MS, YEAR_MS]) {
      const device = await createDevice(await signUpOwner(server));
      device.clock.aheadMs = aheadMs;
      await device.reopen();
      await syncAll(device);
      insist(await device.page().actions.createHabit(DRAFT, TODAY));
      const [stamp = ""] = stampsOf((await readDevice(device)).plain);
      expect(Math.abs(stampToMs(stamp) - Date.now())).toBeLessThan(60_000);
      await syncAll(device);
      await expectEqual([device]);
    }
  },
};

export const HISTORIES: Scenarios = {
  "a server of a new epoch is offered everything again, in the same bytes": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    await tick(a, habit, "kept");
    await rename(b, habit, "Both");
    await syncAll(a, b, a);
    const before = await readServer(owner);
    await server.stop();
    await server.runSql(`DELETE FROM fact WHERE account_id = '${owner.account}'`);
    await server.runSql(`DELETE FROM record WHERE account_id = '${owner.account}'`);
    await server.runSql(
      `UPDATE feed SET epoch = '${"e".repeat(32)}' WHERE account_id = '${owner.account}'`,
    );
    await server.start();
    expect((await readServer(owner)).sealed).toEqual({});
    await syncAll(a);
    const refilled = await readServer(owner);
    expect(refilled.epoch).not.toBe(before.epoch);
    expect(refilled.sealed).toEqual(before.sealed);
    await syncAll(b, a);
    expect((await readServer(owner)).sealed).toEqual(before.sealed);
    await expectEqual([a, b]);
  },

  "a server restored from an older copy is refilled": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    await server.stop();
    server.copyData("data", "backup");
    await server.start();
    await tick(a, habit, "after the backup");
    await rename(b, habit, "After the backup");
    await syncAll(a, b, a);
    const before = await readServer(owner);
    await server.stop();
    server.copyData("backup", "data");
    await server.start();
    await tick(b, habit, "after the restore");
    await syncAll(a, b, a);
    expect((await readServer(owner)).sealed).toMatchObject(before.sealed);
    expect(await liveEntries(a)).toHaveLength(2);
    await expectEqual([a, b]);
  },

  "a server whose data went back in time gets again what a reader has read": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    const c = await createDevice(owner);
    await tick(a, habit, "before the copy");
    await syncAll(a, b, c);
    await server.stop();
    server.copyData("data", "backup");
    await server.start();
    for (let i = 0; i < 5; i += 1) await tick(a, habit, `lost ${i}`);
    await syncAll(a, b);
    await server.stop();
    server.copyData("backup", "data");
    await server.start();
    for (let i = 0; i < 7; i += 1) await tick(c, habit, `new ${i}`);
    // Its cursor is not beyond the new head, and a's things come back by b alone.
    await syncAll(c, b, c);
    expect(await liveEntries(c)).toHaveLength(13);
    await expectEqual([b, c]);
  },

  "an undo before a new history has been offered everything is never undone": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    const entries = [];
    for (let i = 0; i < 210; i += 1) entries.push(await tick(a, habit));
    await syncAll(a, b);
    await server.stop();
    await server.runSql(
      `UPDATE feed SET epoch = '${"d".repeat(32)}' WHERE account_id = '${owner.account}'`,
    );
    await server.start();
    expect(await a.page().sync(ways.plain, ways.notSent)).toMatchObject({ ok: false });
    for (const entry of entries) await undo(a, entry);
    await syncAll(a, b, a);
    expect(await liveEntries(a)).toEqual([]);
    await expectEqual([a, b]);
  },

  "the undo of a tick that came with a file is never undone": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit);
    await syncAll(a);
    await importFile(b, insist(await a.page().actions.exportData()));
    await undo(b, entry);
    await syncAll(b, a);
    expect(await liveEntries(b)).toEqual([]);
    await expectEqual([a, b]);
  },

  "the same file brought to two devices ends in the same bytes": async (server) => {
    const { a, b, owner } = await createPair(server);
    await tick(a, insist(await a.page().actions.createHabit(DRAFT, TODAY)), "from a file");
    const file = insist(await a.page().actions.exportData());
    const c = await createDevice(owner);
    await importFile(b, file);
    await importFile(c, file);
    await syncAll(b, c, a, b, c);
    await expectEqual([a, b, c]);
  },
};

export const LOCKED: Scenarios = {
  "with the words locked ticks sync, and the words open later": async (server) => {
    const { a, b, habit } = await createPair(server);
    await b.lock();
    await rename(a, habit, "Sealed for now");
    await tick(a, habit, "sealed too");
    await syncAll(a);
    const own = await tick(b, habit);
    await syncAll(b, a);
    expect(await liveEntries(a)).toContainEqual(own);
    expect((await habitOn(b, habit)).name).toBe("");
    expect((await liveEntries(b)).map(({ note }) => note)).toEqual([undefined, undefined]);
    const words = { habit, on: TODAY, amount: 1, note: "words" };
    expect(await b.page().actions.logStep(words)).toMatchObject({
      failure: { type: "words-locked" },
    });
    await b.unlock();
    expect((await habitOn(b, habit)).name).toBe("Sealed for now");
    await expectEqual([a, b]);
  },

  "a withdrawal that arrives while the words are locked keeps the note that was open": async (
    server,
  ) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit, "open here");
    await syncAll(a, b);
    await b.lock();
    await undo(a, entry);
    await syncAll(a, b);
    await expectEqual([a, b]);
  },

  "words that arrive at the very moment of unlocking are opened": async (server) => {
    const { a, b, habit } = await createPair(server);
    await b.lock();
    await rename(a, habit, "Just in time");
    await syncAll(a);
    b.hooks.keyLoaded = () => b.unlock();
    await syncAll(b);
    expect((await habitOn(b, habit)).name).toBe("Just in time");
    await expectEqual([a, b]);
    await expectAccounted(b);
  },
};

/** Every stamp within these things. */
/** Choose the file and agree to what its preview says. */
async function importFile(device: Device, file: string): Promise<void> {
  const { actions } = device.page();
  const plan = insist(await actions.openImport(new TextEncoder().encode(file), TODAY));
  insist(await actions.importData(plan));
}

const stampsOf = (things: Readonly<Record<string, string>>): string[] =>
  Object.values(things).flatMap((text) => {
    const { fields = {} } = JSON.parse(text) as {
      fields?: Record<string, [unknown, string]>;
    };
    return Object.values(fields).map(([, stamp]) => stamp);
  });
