/** Ticks, undos and words between devices that are online, offline, or think that they are. */
import { expect } from "vitest";
import { createDevice, insist } from "../device";
import { ways } from "../line";
import { expectAccounted, expectEqual, readDevice, readServer } from "../truth";
import {
  createPair,
  habitOn,
  liveEntries,
  rename,
  syncAll,
  syncAnyhow,
  tick,
  TODAY,
  undo,
  type Scenarios,
} from "./world";

export const TICKS: Scenarios = {
  "a tick arrives on the other device, its note opened": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    const entry = await tick(a, habit, "she laughed");
    await syncAll(a, b);
    expect(await liveEntries(b)).toEqual([entry]);
    const stored = (await readServer(owner)).sealed[`entry/${entry.id}`];
    expect(stored).toContain('"note":"v1.');
    expect(stored).not.toContain("laughed");
    await expectEqual([a, b]);
  },

  "of two names given offline the later one stands on both": async (server) => {
    const { a, b, habit } = await createPair(server);
    await rename(a, habit, "Earlier");
    b.clock.aheadMs = 5_000;
    await rename(b, habit, "Later");
    await syncAll(b, a, b);
    expect([(await habitOn(a, habit)).name, (await habitOn(b, habit)).name]).toEqual([
      "Later",
      "Later",
    ]);
    await expectEqual([a, b]);
  },

  "two fields edited offline on two devices are both kept": async (server) => {
    const { a, b, habit } = await createPair(server);
    await rename(a, habit, "Renamed");
    const seen = await habitOn(b, habit);
    insist(await b.page().actions.archiveHabit(seen, "2026-11-24"));
    await syncAll(b, a, b);
    expect(await habitOn(a, habit)).toMatchObject({ name: "Renamed", isArchived: true });
    await expectEqual([a, b]);
  },

  "two ticks made offline both count": async (server) => {
    const { a, b, habit } = await createPair(server);
    await tick(a, habit);
    await tick(b, habit);
    await syncAll(a, b, a);
    expect(await liveEntries(a)).toHaveLength(2);
    await expectEqual([a, b]);
  },

  "the undo of a tick whose answer was lost travels": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit);
    expect((await a.page().sync(ways.answerLost)).ok).toBe(false);
    await undo(a, entry);
    await syncAll(b, a, b, a);
    expect(await liveEntries(b)).toEqual([]);
    expect(await liveEntries(a)).toEqual([]);
    await expectEqual([a, b]);
  },

  "an undo on one device beats the tick on all others": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit, "no");
    await syncAll(a, b);
    await undo(b, entry);
    await syncAll(b, a, b);
    expect(await liveEntries(a)).toEqual([]);
    await expectEqual([a, b]);
  },

  "a fact that two devices know differently ends equal": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit, "known to one");
    await syncAll(a);
    // As from a copy of an older device, which never had the sealed note.
    await undo(b, { type: "entry", id: entry.id, habit, on: TODAY, kind: "done", amount: 1 });
    await syncAll(b, a, b);
    await expectEqual([a, b]);
  },

  "the undo of a tick that was never sent leaves no trace": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    const before = await readServer(owner);
    await undo(a, await tick(a, habit, "never mind"));
    await syncAll(a, b);
    expect(await readServer(owner)).toEqual(before);
    await expectEqual([a, b]);
  },

  "what is edited while it is under way is sent again": async (server) => {
    const { a, b, habit } = await createPair(server);
    await rename(a, habit, "First");
    const synced = await a.page().sync(async (deliver) => {
      const answer = await deliver();
      await rename(a, habit, "Second");
      return answer;
    });
    insist(synced);
    await syncAll(a, b);
    expect((await habitOn(b, habit)).name).toBe("Second");
    await expectEqual([a, b]);
  },

  "what is edited here while its neighbour is pulled is kept": async (server) => {
    const { a, b, habit } = await createPair(server);
    insist(await a.page().actions.archiveHabit(await habitOn(a, habit), "2026-11-24"));
    await syncAll(a);
    const synced = await b.page().sync(async (deliver) => {
      const answer = await deliver();
      await rename(b, habit, "Mine");
      return answer;
    });
    insist(synced);
    await syncAll(b, a);
    expect(await habitOn(a, habit)).toMatchObject({ name: "Mine", isArchived: true });
    await expectEqual([a, b]);
  },

  "an answer that never arrives, and the same again, is once": async (server) => {
    const { a, b, habit } = await createPair(server);
    await tick(a, habit, "once");
    for (let i = 0; i < 3; i += 1) expect((await a.page().sync(ways.answerLost)).ok).toBe(false);
    await a.reopen();
    await syncAll(a, b);
    expect(await liveEntries(b)).toHaveLength(1);
    await expectEqual([a, b]);
  },

  "every request sent twice is once": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entry = await tick(a, habit, "twice");
    await rename(a, habit, "Doubled");
    insist(await a.page().sync(ways.twice, ways.twice, ways.twice));
    await syncAll(b);
    await undo(b, entry);
    insist(await b.page().sync(ways.twice, ways.twice, ways.twice));
    insist(await a.page().sync(ways.twice, ways.twice, ways.twice));
    await expectEqual([a, b]);
  },

  "deleted stays deleted for a device that edits it offline": async (server) => {
    const { a, b, habit } = await createPair(server);
    insist(await a.page().actions.deleteHabit(await habitOn(a, habit)));
    b.clock.aheadMs = 1_000;
    await rename(b, habit, "Still here");
    await tick(b, habit);
    await syncAll(a, b, a);
    expect(await habitOn(a, habit)).toMatchObject({ isDeleted: true, name: "Still here" });
    await expectEqual([a, b]);
  },

  "a crash between sending and reading the answer loses nothing": async (server) => {
    const { a, b, habit } = await createPair(server);
    const kept = await tick(a, habit, "kept");
    const undone = await tick(a, habit);
    await a.page().sync(async (deliver) => {
      await deliver();
      await a.reopen();
      return ways.notSent();
    });
    await undo(a, undone);
    await expectAccounted(a);
    await syncAll(a, b);
    expect(await liveEntries(b)).toEqual([kept]);
    await expectEqual([a, b]);
  },

  "quiet devices send nothing and change nothing": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    await tick(a, habit, "quiet");
    await syncAll(a, b, a);
    const before = await readServer(owner);
    for (const device of [a, b]) device.line.bodies.length = 0;
    for (let i = 0; i < 3; i += 1) await syncAll(a, b);
    expect(await readServer(owner)).toEqual(before);
    const bodies = [...a.line.bodies, ...b.line.bodies];
    expect(bodies).toHaveLength(6);
    for (const body of bodies) expect(JSON.parse(body)).toMatchObject({ changes: [] });
  },

  "two tabs that sync at once converge, and nothing is double": async (server) => {
    const { a, b, habit } = await createPair(server);
    const tab = await a.openTab();
    for (let i = 0; i < 12; i += 1) {
      await tick(a, habit, `tab ${i}`);
      insist(await tab.actions.logStep({ habit, on: "2026-11-22", amount: 1 }));
      await Promise.all([a.page().sync(), tab.sync()]);
    }
    await syncAnyhow(a);
    await syncAll(b);
    expect(await liveEntries(b)).toHaveLength(24);
    await expectEqual([a, b]);
  },

  "an older tab's late answer does not clear what was edited since": async (server) => {
    const { a, b, habit } = await createPair(server);
    const tab = await a.openTab();
    // The server has it already, so that no answer moves the cursor.
    const { context } = a.page();
    insist(
      await context.database.write((transaction) =>
        transaction.objectStore("outbox").put({ type: "habit", id: habit, version: 1 }),
      ),
    );
    const late = await tab.sync(async (deliver) => {
      const answer = await deliver();
      insist(await a.page().sync());
      await rename(a, habit, "Edited since");
      return answer;
    });
    insist(late);
    await expectAccounted(a);
    await syncAll(a, b);
    expect((await habitOn(b, habit)).name).toBe("Edited since");
    await expectEqual([a, b]);
  },

  "an erase while an answer is under way brings everything back": async (server) => {
    const { a, b, habit } = await createPair(server);
    await tick(b, habit);
    await syncAll(b);
    insist(
      await a.page().sync(async (deliver) => {
        const answer = await deliver();
        insist(await a.page().actions.eraseData());
        return answer;
      }),
    );
    await a.unlock();
    await syncAll(a);
    await expectEqual([a, b]);
  },

  "a new device reads all of it": async (server) => {
    const { a, b, habit, owner } = await createPair(server);
    for (let i = 0; i < 5; i += 1) await tick(a, habit, `day ${i}`);
    const c = await createDevice(owner);
    await syncAll(a, b, c);
    expect(Object.keys((await readDevice(c)).plain)).toHaveLength(6);
    await expectEqual([a, b, c]);
  },
};
