import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openDatabase, type Database } from "./open";

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };
const ENTRY = { type: "entry", habit: "h", on: "2026-11-23", kind: "done", amount: 1 } as const;

const addEntry = (database: Database, id: string) =>
  database.write((transaction) => transaction.objectStore("facts").put({ ...ENTRY, id }));

const countEntries = async (database: Database): Promise<number> => {
  const result = await database.read((transaction) => transaction.objectStore("facts").count());
  return result.ok ? result.value : -1;
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the database", () => {
  it("opens once, however many ask at the same time", async () => {
    const opened = vi.spyOn(indexedDB, "open");
    const database = openDatabase("opens-once", QUIET);
    await Promise.all([addEntry(database, "a0"), addEntry(database, "a1"), countEntries(database)]);
    expect(opened).toHaveBeenCalledTimes(1);
    expect(await countEntries(database)).toBe(2);
  });

  it("writes with strict durability", async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    const database = openDatabase("strict", QUIET);
    await addEntry(database, "a0");
    expect(transaction.mock.calls.at(-1)?.slice(1)).toEqual([
      "readwrite",
      { durability: "strict" },
    ]);
  });

  it("replaces a handle that has died, and loses nothing", async () => {
    const database = openDatabase("dies", QUIET);
    await addEntry(database, "a0");
    const dying = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
      throw new DOMException("The database connection is closing.", "InvalidStateError");
    });
    expect(await addEntry(database, "a1")).toMatchObject({ ok: true });
    expect(dying).toHaveBeenCalledTimes(2);
    expect(await countEntries(database)).toBe(2);
  });

  it("says that it is lost after three dead handles", async () => {
    const database = openDatabase("stays-dead", QUIET);
    let deaths = 0;
    // The shim opens a database through the same method, so that only writes may die here.
    const prototype = IDBDatabase.prototype as { transaction: (...args: unknown[]) => unknown };
    const works = prototype.transaction;
    vi.spyOn(prototype, "transaction").mockImplementation(function (this: unknown, ...args) {
      if (args[1] !== "readwrite") return works.apply(this, args);
      deaths += 1;
      throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    });
    expect(await addEntry(database, "a0")).toEqual({
      ok: false,
      failure: { type: "storage-lost" },
    });
    expect(deaths).toBe(3);
  });

  it("says that the disk is full, and writes nothing of that change", async () => {
    const database = openDatabase("full", QUIET);
    await addEntry(database, "a0");
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
      throw new DOMException("No room", "QuotaExceededError");
    });
    expect(await addEntry(database, "a1")).toEqual({
      ok: false,
      failure: { type: "storage-full" },
    });
    expect(await countEntries(database)).toBe(1);
  });

  it("keeps nothing of a change whose work fails half-way", async () => {
    const database = openDatabase("half", QUIET);
    const work = database.write(async (transaction) => {
      await transaction.objectStore("facts").put({ ...ENTRY, id: "a0" });
      throw new RangeError("a bug");
    });
    await expect(work).rejects.toThrow("a bug");
    expect(await countEntries(database)).toBe(0);
  });

  it("says that there is no storage where there is none", async () => {
    const factory = globalThis.indexedDB;
    Reflect.deleteProperty(globalThis, "indexedDB");
    try {
      const result = await countOnly(openDatabase("none", QUIET));
      expect(result).toEqual({ ok: false, failure: { type: "storage-missing" } });
    } finally {
      globalThis.indexedDB = factory;
    }
  });

  it("leaves data of a newer build alone, and says so", async () => {
    await new Promise((resolve) => {
      const request = indexedDB.open("newer", 99);
      request.onsuccess = () => {
        request.result.close();
        resolve(null);
      };
    });
    const result = await countOnly(openDatabase("newer", QUIET));
    expect(result).toEqual({ ok: false, failure: { type: "storage-newer" } });
  });

  it("makes way for a newer tab, and tells its own", async () => {
    const onSuperseded = vi.fn();
    const database = openDatabase("superseded", { ...QUIET, onSuperseded });
    await addEntry(database, "a0");
    await new Promise((resolve) => {
      const request = indexedDB.open("superseded", 99);
      request.onsuccess = () => {
        request.result.close();
        resolve(null);
      };
    });
    expect(onSuperseded).toHaveBeenCalledOnce();
  });
});

const countOnly = (database: Database) =>
  database.read((transaction) => transaction.objectStore("facts").count());
