/**
 * Which account this device belongs to, in a tiny database of its own, read before any other.
 *
 * | row      | holds                                                                        |
 * |----------|------------------------------------------------------------------------------|
 * | account  | whose database is open; none: nobody's, `kept-local`                         |
 * | farewell | a session was left while offline: the server is told before it is asked anything |
 * | guard    | the lock of the app, and whether it is blank in the list of open apps        |
 * | tries    | wrong PINs in a row; none: none                                              |
 */
import { openDB, type DBSchema } from "idb";
import { failed, success, type Result } from "../core/result";
import type { Guard, Tries } from "../model/lock";
import { toStorageFailure, type StorageFailure } from "./failures";

export interface DeviceAccount {
  readonly name: "account";
  /** 32 hex characters. */
  readonly account: string;
  /** "" when the pointer was lost and the database was found by its name. */
  readonly username: string;
  readonly session: string;
  readonly status: "signed-in" | "signed-out";
  /** Whether it is the account of the server's owner; absent where this device signed in before the server said so. */
  readonly isOwner?: boolean;
}

interface PendingSignOut {
  readonly name: "farewell";
}

export interface StoredGuard extends Guard {
  readonly name: "guard";
}

export interface StoredTries extends Tries {
  readonly name: "tries";
}

type Row = DeviceAccount | PendingSignOut | StoredGuard | StoredTries;

interface DeviceSchema extends DBSchema {
  device: { key: string; value: Row };
}

/** What a start has to know before it reads anything else. */
export interface ThisDevice {
  readonly account: DeviceAccount | null;
  /** Null where nothing was ever set. */
  readonly guard: Guard | null;
}

/** `isElsewhere`: another tab has changed it. */
export type DeviceListener = (account: DeviceAccount | null, isElsewhere: boolean) => void;

export interface DeviceStore {
  readonly read: () => Promise<ThisDevice>;
  /** The account this device belongs to, or null. */
  readonly account: () => Promise<DeviceAccount | null>;
  /** Write another account or none, with or without a farewell to say; other tabs are told. */
  readonly change: (
    account: DeviceAccount | null,
    isSignOutPending: boolean,
  ) => Promise<Result<null, StorageFailure>>;
  readonly isSignOutPending: () => Promise<boolean>;
  readonly subscribe: (listener: DeviceListener) => void;
}

const NAME = "kept-device";
export const STORE = "device";
/** Tells the tabs of a device what becomes of its lock (guard.ts). */
export const GUARD_CHANNEL = "kept-guard";
/** The database of a device without an account. */
export const LOCAL_DATABASE = "kept-local";

export const databaseOf = (account: DeviceAccount | null): string =>
  account === null ? LOCAL_DATABASE : accountDatabase(account.account);

export const accountDatabase = (account: string): string => `kept-${account}`;

export function createDeviceStore(): DeviceStore {
  const listeners = new Set<DeviceListener>();
  const tell: DeviceListener = (account, isElsewhere) => {
    for (const listener of listeners) listener(account, isElsewhere);
  };
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : null;
  channel?.addEventListener("message", (event: MessageEvent<DeviceAccount | null>) => {
    tell(event.data, true);
  });
  return {
    read: readDevice,
    account: async () => (await readDevice()).account,
    change: async (account, isSignOutPending) => {
      const result = await write(account, isSignOutPending);
      if (!result.ok) return result;
      tell(account, false);
      channel?.postMessage(account);
      return result;
    },
    isSignOutPending: async () => {
      const rows = await readRows();
      return rows.some((row) => row.name === "farewell");
    },
    subscribe: (listener) => {
      listeners.add(listener);
    },
  };
}

/** Closed after each use: nothing here is worth keeping another tab or a newer build waiting. */
export async function withDevice<Value>(
  use: (database: Awaited<ReturnType<typeof open>>) => Promise<Value>,
): Promise<Value> {
  const database = await open();
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

const open = () =>
  openDB<DeviceSchema>(NAME, 1, {
    upgrade: (database, oldVersion) => {
      if (oldVersion === 0) database.createObjectStore(STORE, { keyPath: "name" });
    },
  });

async function readDevice(): Promise<ThisDevice> {
  const rows = await readRows();
  return {
    account: rows.find((row) => row.name === "account") ?? (await findAccount()),
    guard: rows.find((row) => row.name === "guard") ?? null,
  };
}

/** Nothing at all where there is no storage: the screens say so when they find their own closed. */
async function readRows(): Promise<readonly Row[]> {
  try {
    return await (takeEarly()?.catch(readNow) ?? readNow());
  } catch (error) {
    if (!isStorageError(error)) throw error;
    return [];
  }
}

const readNow = (): Promise<readonly Row[]> => withDevice((database) => database.getAll(STORE));

/**
 * The page has begun to read them before this code was there (src/early.ts); later they may be others. It only
 * ever looks: where there is nothing yet, or it failed, they are read here.
 */
function takeEarly(): Promise<readonly Row[]> | undefined {
  const page = globalThis as EarlyPage;
  const early = page.keptDevice as Promise<readonly Row[]> | undefined;
  page.keptDevice = undefined;
  return early;
}

/** Without IndexedDB the name itself is missing, which is no DOMException. */
const isStorageError = (error: unknown): boolean =>
  toStorageFailure(error) !== null || error instanceof TypeError || error instanceof ReferenceError;

async function write(
  account: DeviceAccount | null,
  isSignOutPending: boolean,
): Promise<Result<null, StorageFailure>> {
  try {
    await withDevice(async (database) => {
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      const rows = [
        ...(account === null ? [] : [account]),
        ...(isSignOutPending ? [PENDING_SIGN_OUT] : []),
      ];
      await Promise.all(OF_THE_ACCOUNT.map((name) => transaction.store.delete(name)));
      await Promise.all(rows.map((row) => transaction.store.put(row)));
      await transaction.done;
    });
    return success(null);
  } catch (error) {
    const failure = toStorageFailure(error);
    if (failure === null) throw error;
    return failed(failure);
  }
}

const PENDING_SIGN_OUT: PendingSignOut = { name: "farewell" };
const OF_THE_ACCOUNT = ["account", "farewell"] as const satisfies readonly Row["name"][];

/**
 * A lost pointer must not look like lost habits: where nothing is recorded without an account, and
 * there is one account's database with something in it, that is the one. To go on syncing, its person
 * signs in again.
 */
async function findAccount(): Promise<DeviceAccount | null> {
  try {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const accounts = names.flatMap((name) => /^kept-([0-9a-f]{32})$/.exec(name)?.[1] ?? []);
    const [account] = accounts;
    if (account === undefined || accounts.length > 1) return null;
    if (names.includes(LOCAL_DATABASE) && (await holdsRecords(LOCAL_DATABASE))) return null;
    if (!(await holdsRecords(accountDatabase(account)))) return null;
    return { name: "account", account, username: "", session: "", status: "signed-out" };
  } catch {
    // Nothing was found because nothing can be opened; the screens will say so.
    return null;
  }
}

/** Of a database that is there, at whatever version it has. */
async function holdsRecords(name: string): Promise<boolean> {
  const database = await openDB(name);
  const count = await database.count("records");
  database.close();
  return count > 0;
}
