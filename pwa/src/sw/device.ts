/** The device as the worker has it: whose it is, its storage, and one way to write and to sync. */
import type { ActionContext } from "../actions/context";
import { createStampClock } from "../core/clock";
import { createChanges } from "../db/changes";
import { createCommit } from "../db/commit";
import { createDeviceStore, databaseOf, type DeviceAccount } from "../db/device";
import { openDatabase } from "../db/open";
import { runSync } from "../sync/engine";
import { createKeyLoader } from "../sync/load-key";
import { syncLock, withLock } from "../sync/lock";
import { createPace } from "../sync/pace";
import { createSealer } from "../sync/sealer";
import { send } from "../sync/send";

declare const APP_VERSION: string;

export interface WorkerDevice extends Pick<
  ActionContext,
  "database" | "commit" | "device" | "now" | "stamps"
> {
  readonly account: string;
  /** False when there was no line, or no session: what is recorded waits. True too where a page syncs. */
  readonly sync: () => Promise<boolean>;
}

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };
const store = createDeviceStore();
let opened: WorkerDevice | null = null;

/** Null on a device that is signed in to no account: nothing of it is nudged. */
export async function openDevice(): Promise<WorkerDevice | null> {
  const owner = await store.account();
  if (owner?.status !== "signed-in") return null;
  if (opened?.account !== owner.account) opened = createWorkerDevice(owner);
  return opened;
}

/** Whether the lock of the app is set: then no name is shown outside of it, locked or open. */
export const hasLock = async (): Promise<boolean> => (await store.read()).guard?.lock != null;

function createWorkerDevice(owner: DeviceAccount): WorkerDevice {
  const { account } = owner;
  const database = openDatabase(databaseOf(owner), QUIET);
  const changes = createChanges(databaseOf(owner));
  const loadKey = createKeyLoader(database);
  const now = (): number => Date.now();
  const stamps = createStampClock(now);
  const pace = createPace();
  const syncing = {
    account,
    database,
    changes,
    stamps,
    loadKey,
    send,
    now,
    pace,
    appVersion: APP_VERSION,
  };
  return {
    account,
    database,
    device: store,
    now,
    stamps,
    commit: createCommit(database, changes, createSealer(account, loadKey)),
    sync: async () => {
      let isDone = true;
      await withLock(syncLock(account), async () => {
        isDone = (await runSync(syncing)).ok;
      });
      return isDone;
    },
  };
}
