import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { openDatabase, type Database } from "./open";

const WARNING = "A transaction was held for something else than its own requests";
const FACT = { type: "entry", habit: "h", on: "2026-03-02", kind: "done", amount: 1 } as const;

const opened = (): Database =>
  openDatabase(`guard-${crypto.randomUUID()}`, {
    onBlocked: () => undefined,
    onSuperseded: () => undefined,
  });

const digest = (): Promise<ArrayBuffer> => crypto.subtle.digest("SHA-256", new Uint8Array(1));

it("lets a transaction be awaited for its own requests, however deep", async () => {
  const database = opened();
  const deep = async (depth: number, ask: () => Promise<number>): Promise<number> =>
    depth === 0 ? ask() : deep(depth - 1, ask);
  const result = await database.write(async (transaction) => {
    await Promise.all(
      [1, 2].map((at) => transaction.objectStore("facts").put({ ...FACT, id: `a${at}` })),
    );
    await Promise.resolve();
    const count = await deep(50, () => transaction.objectStore("facts").count());
    for await (const cursor of transaction.objectStore("facts")) await cursor.update(cursor.value);
    return count;
  });
  expect(result).toEqual({ ok: true, value: 2 });
});

it.each([
  ["a digest before all requests", [digest]],
  ["a timer", [() => new Promise((resolve) => setTimeout(resolve, 0))]],
])("fails where one is awaited for %s", async (_name, [foreign]) => {
  const database = opened();
  await expect(
    database.write(async (transaction) => {
      await foreign?.();
      await transaction.objectStore("facts").count();
    }),
  ).rejects.toThrow(WARNING);
  await expect(
    database.read(async (transaction) => {
      await transaction.objectStore("facts").count();
      await foreign?.();
    }),
  ).rejects.toThrow(WARNING);
});

it("writes nothing of a transaction that was held", async () => {
  const database = opened();
  const held = database.write(async (transaction) => {
    await transaction.objectStore("facts").put({ ...FACT, id: "a1" });
    await digest();
  });
  await expect(held).rejects.toThrow(WARNING);
  const count = await database.read((transaction) => transaction.objectStore("facts").count());
  expect(count).toEqual({ ok: true, value: 0 });
});
