import { openDB } from "idb";
import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { DATABASE_VERSION, migrate } from "./migrations";
import { ALL_STORES, type KeptSchema } from "./schema";

const openAt = (name: string, version: number) =>
  openDB<KeptSchema>(name, version, {
    upgrade: (database, oldVersion, newVersion, transaction) => {
      if (newVersion === DATABASE_VERSION) migrate(database, oldVersion, transaction);
      else createFirstStores(database as unknown as StoreMaker);
    },
  });

type StoreMaker = Pick<IDBDatabase, "createObjectStore">;

/** The stores of version 1, as they stand on phones. */
function createFirstStores(database: StoreMaker): void {
  database.createObjectStore("records", { keyPath: ["type", "id"] });
  const facts = database.createObjectStore("facts", { keyPath: "id" });
  facts.createIndex("by_habit", ["habit", "on", "id"]);
  database.createObjectStore("outbox", { keyPath: ["type", "id"] });
  database.createObjectStore("checkpoints", { keyPath: "habit" });
}

const ENTRY = {
  type: "entry",
  id: "00000000000000010",
  habit: "h1",
  on: "2026-11-23",
  kind: "done",
  amount: 1,
} as const;

describe("a database", () => {
  it("of the first version keeps what it holds and gains the new stores", async () => {
    const old = await openAt("first", 1);
    await old.put("facts", ENTRY);
    await old.put("outbox", { type: "entry", id: ENTRY.id, version: 3 });
    old.close();
    const now = await openAt("first", DATABASE_VERSION);
    expect([...now.objectStoreNames].sort()).toEqual([...ALL_STORES].sort());
    expect(await now.getAll("facts")).toEqual([ENTRY]);
    expect(await now.getAll("outbox")).toEqual([{ type: "entry", id: ENTRY.id, version: 3 }]);
    now.close();
  });

  it("of version 5 keeps the commands that wait, in their order and under their ids", async () => {
    const old = await openDB("commands", 5, {
      upgrade: (database) => {
        createFirstStores(database as unknown as StoreMaker);
        database.createObjectStore("commands", { keyPath: "order", autoIncrement: true });
      },
    });
    await old.add("commands", { path: "stop", body: { share: "s1", command: "c1" } });
    await old.add("commands", { path: "end", body: { pair: "p1", is_block: true, command: "c2" } });
    await old.add("commands", { path: "invites/cancel", body: { pair: "p2", command: "c3" } });
    await old.add("commands", { path: "together/leave", body: { together: "t1", command: "c4" } });
    await old.add("commands", { path: "stop-all", body: { command: "c5" } });
    await old.add("commands", {
      path: "pause",
      body: { share: "s2", is_paused: true, command: "c6" },
    });
    await old.add("commands", { path: "renew", body: { share: "s2", command: "c7" } });
    old.close();
    const now = await openAt("commands", DATABASE_VERSION);
    expect(await now.getAll("commands")).toEqual([
      { order: 1, command: { id: "c1", type: "stop", share: "s1" } },
      { order: 2, command: { id: "c2", type: "end", pair: "p1", is_block: true } },
      { order: 3, command: { id: "c3", type: "cancel", pair: "p2" } },
      { order: 4, command: { id: "c4", type: "leave", together: "t1" } },
      { order: 5, command: { id: "c5", type: "stop-all" } },
      { order: 6, command: { id: "c6", type: "pause", share: "s2" } },
    ]);
    expect(await now.add("commands", { command: { id: "c8", type: "stop-all" } })).toBe(8);
    now.close();
  });

  it("of version 6 keeps pauses and drops what needs the password now", async () => {
    const old = await openDB("resumes", 6, {
      upgrade: (database) => {
        createFirstStores(database as unknown as StoreMaker);
        database.createObjectStore("commands", { keyPath: "order", autoIncrement: true });
      },
    });
    const waiting = [
      { id: "c1", type: "pause", share: "s1", is_paused: true },
      { id: "c2", type: "pause", share: "s2", is_paused: false },
      { id: "c3", type: "renew", share: "s3" },
      { id: "c4", type: "confirm", pair: "p1" },
      { id: "c5", type: "stop", share: "s4" },
    ];
    for (const command of waiting) await old.add("commands", { command });
    old.close();
    const now = await openAt("resumes", DATABASE_VERSION);
    expect(await now.getAll("commands")).toEqual([
      { order: 1, command: { id: "c1", type: "pause", share: "s1" } },
      { order: 5, command: { id: "c5", type: "stop", share: "s4" } },
    ]);
    now.close();
  });

  it("made today has every store", async () => {
    const fresh = await openAt("fresh", DATABASE_VERSION);
    expect([...fresh.objectStoreNames].sort()).toEqual([...ALL_STORES].sort());
    fresh.close();
  });
});
