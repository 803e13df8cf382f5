/** A server, a network or a neighbour that does not behave: nothing is lost, and nobody else waits. */
import { expect } from "vitest";
import {
  MAX_CUE_CHARACTERS,
  MAX_NAME_CHARACTERS,
  MAX_NOTE_CHARACTERS,
  MAX_RECORDS,
  MAX_UNITS_PER_CHARACTER,
  MAX_UNIT_CHARACTERS,
} from "../../contract/limits";
import { mintRecordId } from "../../core/ids";
import { releaseRefusals } from "../../db/quarantine";
import { createDevice, insist } from "../device";
import { BAD_WAYS, ways } from "../line";
import { signUpOwner } from "../owner";
import { expectAccounted, expectEqual, expectScreens, readDevice, readServer } from "../truth";
import {
  createPair,
  DRAFT,
  habitOn,
  liveEntries,
  poison,
  rename,
  syncAll,
  tick,
  TODAY,
  undo,
  type Scenarios,
} from "./world";

export const FAULTS: Scenarios = {
  "a poison record goes to quarantine, and its neighbours arrive": async (server) => {
    const { a, b, habit } = await createPair(server);
    const poisoned = mintRecordId();
    await tick(a, habit, "before");
    await poison(a, poisoned);
    await rename(a, habit, "Neighbour");
    await tick(a, habit, "after");
    await syncAll(a, b);
    expect((await readDevice(a)).quarantine).toMatchObject([{ id: poisoned, code: "bad_value" }]);
    expect((await readDevice(a)).outbox).toEqual([]);
    expect(await liveEntries(b)).toHaveLength(2);
    await expectAccounted(a);
    await poison(a, poisoned, 3);
    insist(await releaseRefusals(a.page().context.database));
    await syncAll(a, b);
    await expectEqual([a, b]);
  },

  "what no server can even read stops nothing else": async (server) => {
    const { a, b, habit } = await createPair(server);
    const poisoned = [mintRecordId(), mintRecordId(), mintRecordId()];
    await poison(a, poisoned[0] ?? "", "\ud800");
    await poison(a, poisoned[1] ?? "", 10_000_000_000_000_000_000);
    await poison(a, poisoned[2] ?? "", JSON.parse("[".repeat(40) + "]".repeat(40)));
    for (let i = 0; i < 9; i += 1) await tick(a, habit);
    await syncAll(a, b);
    expect(await liveEntries(b)).toHaveLength(9);
    const { outbox, quarantine } = await readDevice(a);
    expect(outbox).toEqual([]);
    expect(quarantine.map(({ id, code }) => [id, code]).sort()).toEqual(
      poisoned.map((id) => [id, "bad_json"]).sort(),
    );
    await expectAccounted(a);
  },

  "a record that is too large alone stops nothing else": async (server) => {
    const { a, b, habit } = await createPair(server);
    const stamp = a.page().context.stamps.issue();
    const pause = { from: TODAY, to: TODAY };
    const fields = Object.fromEntries(
      Array.from({ length: 2_600 }, () => [`pause:${mintRecordId()}`, [pause, stamp] as const]),
    );
    const large = mintRecordId();
    insist(await a.page().context.commit({ edit: [{ type: "habit", id: large, fields }] }));
    await tick(a, habit, "neighbour");
    await syncAll(a, b);
    expect(await liveEntries(b)).toHaveLength(1);
    expect((await readDevice(a)).quarantine).toMatchObject([{ id: large, code: "too_large" }]);
    await expectAccounted(a);
  },

  "the longest words that the app takes are taken by the server": async (server) => {
    const { a, b } = await createPair(server);
    // One character to its reader, and as many bytes as the app lets one have.
    const character = `e${"\u0ec8".repeat(MAX_UNITS_PER_CHARACTER - 1)}`;
    const draft = {
      ...DRAFT,
      name: character.repeat(MAX_NAME_CHARACTERS),
      cue: character.repeat(MAX_CUE_CHARACTERS),
      unit: character.repeat(MAX_UNIT_CHARACTERS),
    };
    const habit = insist(await a.page().actions.createHabit(draft, TODAY));
    const day = { habit, on: TODAY, amount: 1, isRest: false };
    insist(
      await a.page().actions.setDay({ ...day, note: character.repeat(MAX_NOTE_CHARACTERS) }, []),
    );
    await syncAll(a, b);
    expect((await readDevice(a)).quarantine).toEqual([]);
    expect((await habitOn(b, habit)).cue).toBe(draft.cue);
    await expectEqual([a, b]);
  },

  "more than one request takes is offered in several, and all arrives": async (server) => {
    const { a, b, habit } = await createPair(server);
    const note = "words ".repeat(330);
    const entries = Array.from({ length: 230 }, () => ({
      type: "entry" as const,
      id: a.page().context.mintFactId(),
      habit,
      on: TODAY,
      kind: "done" as const,
      amount: 1,
      note,
    }));
    insist(await a.page().context.commit({ add: entries }));
    a.line.bodies.length = 0;
    // A proxy in front may take less than the server does.
    const proxied = (deliver: () => Promise<Response>) =>
      (a.line.bodies.at(-1)?.length ?? 0) > 50_000
        ? Promise.resolve(new Response('{"code":"too_large"}', { status: 413 }))
        : deliver();
    insist(await a.page().sync(...Array.from({ length: 40 }, () => proxied)));
    expect(Math.max(...a.line.bodies.map(({ length }) => length))).toBeLessThan(256 * 1024);
    await syncAll(b);
    expect((await liveEntries(b)).map((entry) => entry.note)).toEqual(entries.map(() => note));
    await expectEqual([a, b]);
  },

  "every answer may be bad once, at every step, and nothing is lost": async (server) => {
    for (const name of BAD_WAYS) {
      const { a, b, habit } = await createPair(server);
      await tick(b, habit, "from the other");
      await syncAll(b);
      const entry = await tick(a, habit, name);
      await rename(a, habit, name);
      await a.page().sync(ways[name]);
      await expectAccounted(a);
      await a.page().sync(ways.plain, ways[name]);
      await undo(a, entry);
      await a.page().sync(ways[name]);
      await expectAccounted(a);
      await syncAll(a, b);
      expect((await habitOn(b, habit)).name).toBe(name);
      expect(await liveEntries(b)).toHaveLength(1);
      await expectEqual([a, b]);
    }
  },

  "what an answer says of another thing confirms nothing": async (server) => {
    const { a, habit } = await createPair(server);
    const entry = await tick(a, habit);
    await a.page().sync(ways.resultsOfOthers);
    expect((await readDevice(a)).outbox).toMatchObject([{ id: entry.id }]);
    await syncAll(a);
    await expectEqual([a]);
  },

  "signed out between two pages of a long read, it goes on after": async (server) => {
    const { a, b, habit } = await createPair(server);
    const entries = Array.from({ length: 2 * MAX_RECORDS + 100 }, () => ({
      type: "entry" as const,
      id: a.page().context.mintFactId(),
      habit,
      on: TODAY,
      kind: "done" as const,
      amount: 1,
    }));
    insist(await a.page().context.commit({ add: entries }));
    await syncAll(a);
    const pending = await tick(b, habit, "recorded meanwhile");
    expect(await b.page().sync(ways.plain, ways.signedOut)).toMatchObject({
      failure: { type: "signed-out" },
    });
    expect(await liveEntries(b)).toHaveLength(MAX_RECORDS + 1);
    await expectScreens(b);
    expect(await b.page().sync(ways.plain, ways.html)).toMatchObject({ ok: false });
    await expectScreens(b);
    await syncAll(b, a);
    expect(await liveEntries(a)).toContainEqual(pending);
    expect(await liveEntries(b)).toHaveLength(entries.length + 1);
    await expectEqual([a, b]);
  },

  "things of one account are never sent under another's session": async (server) => {
    const { a, habit } = await createPair(server);
    await tick(a, habit, "mine");
    const before = await readDevice(a);
    const bob = await signUpOwner(server);
    const bobs = await createDevice(bob);
    insist(await bobs.page().actions.createHabit(DRAFT, TODAY));
    await syncAll(bobs);
    const serverBefore = await readServer(bob);
    const own = new Map(a.line.cookies);
    for (const [name, value] of bob.cookies) a.line.cookies.set(name, value);
    expect(await a.page().sync()).toMatchObject({ failure: { type: "other-account" } });
    expect((await readDevice(a)).sealed).toEqual(before.sealed);
    expect(await readServer(bob)).toEqual(serverBefore);
    for (const [name, value] of own) a.line.cookies.set(name, value);
    await syncAll(a);
    await expectEqual([a]);
    await expectEqual([bobs]);
  },

  "another person reads nothing of it": async (server) => {
    const { a, habit } = await createPair(server);
    await tick(a, habit, "not for Charlie");
    await syncAll(a);
    const charlie = await createDevice(await signUpOwner(server));
    await syncAll(charlie);
    expect((await readDevice(charlie)).plain).toEqual({});
  },
};
