import { deleteDB } from "idb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { accountDatabase, createDeviceStore, LOCAL_DATABASE, type DeviceAccount } from "./device";
import { openDatabase } from "./open";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const ALICE: DeviceAccount = {
  name: "account",
  account: ACCOUNT,
  username: "alice",
  session: "s1",
  status: "signed-in",
};
const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };

async function record(name: string): Promise<void> {
  const database = openDatabase(name, QUIET);
  await database.write((transaction) =>
    transaction.objectStore("records").put({ type: "habit", id: "h1", fields: {} }),
  );
  await database.close();
}

beforeEach(async () => {
  for (const { name } of await indexedDB.databases()) await deleteDB(name ?? "");
});

describe("the pointer of the device", () => {
  it("names nobody at first, and then who was written", async () => {
    const store = createDeviceStore();
    expect(await store.account()).toBeNull();
    await store.change(ALICE, true);
    expect(await store.account()).toEqual(ALICE);
    expect(await store.isSignOutPending()).toBe(true);
    await store.change(null, false);
    expect(await store.account()).toBeNull();
    expect(await store.isSignOutPending()).toBe(false);
  });

  it("is taken once from the page that has read it already", async () => {
    const page = globalThis as EarlyPage;
    page.keptDevice = Promise.resolve([ALICE]);
    const store = createDeviceStore();
    expect(await store.account()).toEqual(ALICE);
    expect(await store.account()).toBeNull();
  });

  it("that could not be read early is read again", async () => {
    await createDeviceStore().change(ALICE, true);
    const page = globalThis as EarlyPage;
    page.keptDevice = Promise.reject(new DOMException("", "UnknownError"));
    expect(await createDeviceStore().account()).toEqual(ALICE);
  });

  it("that was lost is found by the one database that holds something", async () => {
    await record(accountDatabase(ACCOUNT));
    const found = await createDeviceStore().account();
    expect(found).toMatchObject({ account: ACCOUNT, status: "signed-out" });
  });

  it("is not guessed where something is recorded without an account", async () => {
    await record(accountDatabase(ACCOUNT));
    await record(LOCAL_DATABASE);
    expect(await createDeviceStore().account()).toBeNull();
  });

  it("is not guessed between two accounts", async () => {
    await record(accountDatabase(ACCOUNT));
    await record(accountDatabase("f".repeat(32)));
    expect(await createDeviceStore().account()).toBeNull();
  });
});
