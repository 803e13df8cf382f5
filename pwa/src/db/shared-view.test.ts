import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { SharedView } from "../model/sharing";
import { forgetCommand, keepCommands, readCommands } from "./commands";
import { openDatabase, type Database } from "./open";
import { dropExpiredView, readView, readViewVersion, replaceView } from "./shared-view";

const DAY_MS = 86_400_000;
const WEEK_SECONDS = 7 * 86_400;
const NOW = Date.UTC(2026, 10, 24);

let opened = 0;
const open = (): Database =>
  openDatabase(`shared-${(opened += 1)}`, {
    onBlocked: () => undefined,
    onSuperseded: () => undefined,
  });

const viewOf = (...pairs: string[]): SharedView => ({
  lives_for_seconds: WEEK_SECONDS,
  accepted: [],
  partners: pairs.map((pair) => ({
    pair,
    partner: { account: "0".repeat(32), username: "bob" },
    state: "open",
    items: [],
    together: [],
    appreciations: [],
  })),
});

async function take(
  database: Database,
  view: SharedView,
  version: number,
  at = NOW,
): Promise<boolean> {
  const result = await database.write((transaction) => replaceView(transaction, version, view, at));
  return result.ok && result.value;
}

async function pairsAt(database: Database, at: number): Promise<string[] | null> {
  const view = await readView(database, at);
  if (!view.ok) throw new Error(view.failure.type);
  return view.value?.partners.map(({ pair }) => pair) ?? null;
}

const versionOf = async (database: Database): Promise<number> => {
  const version = await database.write(readViewVersion);
  return version.ok ? version.value : -1;
};

describe("what a partner shows", () => {
  it("is replaced whole: what is not listed is gone at once", async () => {
    const database = open();
    await take(database, viewOf("p1", "p2"), 0);
    expect(await pairsAt(database, NOW)).toEqual(["p1", "p2"]);
    expect(await take(database, viewOf("p2"), 1)).toBe(true);
    expect(await pairsAt(database, NOW)).toEqual(["p2"]);
  });

  it("is not brought back by an answer to an older question", async () => {
    const database = open();
    const askedAt = await versionOf(database);
    await take(database, viewOf("p1"), askedAt);
    await take(database, viewOf(), await versionOf(database));
    expect(await take(database, viewOf("p1"), askedAt)).toBe(false);
    expect(await pairsAt(database, NOW)).toEqual([]);
  });

  it("tells whether anything is another now", async () => {
    const database = open();
    expect(await take(database, viewOf("p1"), 0)).toBe(true);
    expect(await take(database, viewOf("p1"), 1)).toBe(false);
    expect(await take(database, viewOf(), 2)).toBe(true);
  });

  it("is shown for seven days without an answer, and not for eight (CR-11)", async () => {
    const database = open();
    await take(database, viewOf("p1"), 0);
    expect(await pairsAt(database, NOW + 7 * DAY_MS)).toEqual(["p1"]);
    expect(await pairsAt(database, NOW + 8 * DAY_MS)).toBeNull();
  });

  it("does not live longer under a clock that was set back", async () => {
    const database = open();
    await take(database, viewOf("p1"), 0);
    expect(await pairsAt(database, NOW - 2 * DAY_MS)).toBeNull();
  });

  it("leaves the disk too once its time is over, for good", async () => {
    const database = open();
    await take(database, viewOf("p1"), 0);
    const askedAt = await versionOf(database);
    await dropExpiredView(database, NOW + 8 * DAY_MS);
    const rows = await database.read((transaction) => transaction.objectStore("shared").getAll());
    expect(JSON.stringify(rows)).not.toContain("bob");
    expect(await take(database, viewOf("p1"), askedAt)).toBe(false);
  });
});

describe("sharing commands", () => {
  const command = (id: string) => ({ type: "stop", share: "s", id }) as const;

  it("wait in the order in which they were given, each until it is answered", async () => {
    const database = open();
    await database.write((transaction) =>
      keepCommands(transaction, [command("b"), command("a"), command("c")]),
    );
    await database.write((transaction) => keepCommands(transaction, [command("b")]));
    await forgetCommand(database, "a");
    const waiting = await readCommands(database);
    expect(waiting.ok && waiting.value.map(({ id }) => id)).toEqual(["b", "c"]);
  });
});
