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

  it("made today has every store", async () => {
    const fresh = await openAt("fresh", DATABASE_VERSION);
    expect([...fresh.objectStoreNames].sort()).toEqual([...ALL_STORES].sort());
    fresh.close();
  });
});
