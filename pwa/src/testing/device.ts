/** A whole device of an account: storage, clock, keys, pages and its line to the real server. */
import "fake-indexeddb/auto";
import type { ActionContext } from "../actions/context";
import { createStampClock } from "../core/clock";
import { createFactIds } from "../core/ids";
import type { Result } from "../core/result";
import { wrapForDevice } from "../crypto/data-key";
import { createChanges } from "../db/changes";
import { createCommit } from "../db/commit";
import { createDeviceStore } from "../db/device";
import { createGuardStore } from "../db/guard";
import { holdKeys } from "../db/keys";
import { openDatabase } from "../db/open";
import { createJournal, type Journal } from "../state/journal";
import { createKeyLoader, createRun, createSealer } from "../sync";
import type { AgainProgress } from "../sync/encrypt-again";
import { runSync } from "../sync/engine";
import type { SyncFailure } from "../sync/failures";
import { openStoredWords } from "../sync/open-stored";
import { createPace } from "../sync/pace";
import { send } from "../sync/send";
import { createActions, type Actions } from "./actions";
import { along, createLine, type Line, type Way } from "./line";
import type { Owner } from "./owner";
import { createTestPush } from "./push";
import { readImport } from "./read-import";

export type Synced = Result<null, SyncFailure>;

/** One open page: instances of its own on the storage that all pages of the device share. */
export interface Page {
  readonly context: ActionContext;
  readonly actions: Actions;
  /** What its screens show. */
  readonly journal: Journal;
  /** One run of the sync; the first requests go these ways, all others plainly. */
  readonly sync: (...ways: readonly Way[]) => Promise<Synced>;
  /** What the page does by itself: the same, and what is under an older key is encrypted again. */
  readonly run: (...ways: readonly Way[]) => Promise<Synced>;
  /** How far it said that it was. */
  readonly progress: readonly (AgainProgress | null)[];
}

export interface Device {
  readonly owner: Owner;
  readonly line: Line;
  readonly clock: { aheadMs: number };
  /** Happens once, right after a page has looked for the key. */
  readonly hooks: { keyLoaded: (() => Promise<void>) | null };
  readonly page: () => Page;
  /** The page is closed, or has crashed, and is opened again. */
  readonly reopen: () => Promise<Page>;
  /** One more page beside the present one. */
  readonly openTab: () => Promise<Page>;
  /** The key of the words is not on this device any more. */
  readonly lock: () => Promise<void>;
  readonly unlock: () => Promise<void>;
}

export const APP_VERSION = "test";
const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };
let devices = 0;

/** A device that has just signed in and never synced. */
export async function createDevice(owner: Owner, account = owner.account): Promise<Device> {
  const line = createLine(owner.server, owner.cookies);
  const clock = { aheadMs: 0 };
  const hooks: Device["hooks"] = { keyLoaded: null };
  const now = (): number => Date.now() + clock.aheadMs;
  const name = `kept-${account}-${(devices += 1)}`;
  const openPage = () => createPage({ name, account, line, now, hooks });
  let page = await openPage();

  const unlock = async (): Promise<void> => {
    const { database, changes } = page.context;
    insist(await holdKeys(database, await wrapForDevice(owner.dataKey)));
    const ring = await createKeyLoader(database)();
    if (ring !== null) insist(await openStoredWords(database, changes, account, ring));
  };
  const reopen = async (): Promise<Page> => {
    await page.context.database.close();
    page = await openPage();
    return page;
  };
  const lock = async (): Promise<void> => {
    const { database } = page.context;
    insist(await database.write((transaction) => transaction.objectStore("keys").clear()));
    await reopen();
  };

  await unlock();
  return { owner, line, clock, hooks, page: () => page, reopen, openTab: openPage, lock, unlock };
}

interface Seat {
  readonly name: string;
  readonly account: string;
  readonly line: Line;
  readonly now: () => number;
  readonly hooks: Device["hooks"];
}

async function createPage({ name, account, line, now, hooks }: Seat): Promise<Page> {
  const database = openDatabase(name, QUIET);
  const changes = createChanges(name);
  const stamps = createStampClock(now);
  const lookForKey = createKeyLoader(database);
  const loadKey = async () => {
    const key = await lookForKey();
    const hook = hooks.keyLoaded;
    hooks.keyLoaded = null;
    await hook?.();
    return key;
  };
  const sealer = createSealer(account, loadKey);
  const context: ActionContext = {
    database,
    changes,
    sealer,
    device: createDeviceStore(),
    commit: createCommit(database, changes, sealer),
    requestSync: () => Promise.resolve(),
    stamps,
    mintFactId: createFactIds(stamps.replica),
    now,
    timeZone: () => "Europe/Berlin",
    readImport,
    openPush: () => Promise.resolve(createTestPush()),
    openGuards: () => Promise.resolve(createGuardStore()),
  };
  const journal = createJournal({ ...context, lockedName: "" });
  await journal.load();
  const syncing = { account, database, changes, stamps, loadKey, send, pace: createPace(), now };
  const whole = { ...syncing, appVersion: APP_VERSION };
  const go =
    (work: () => Promise<Synced>) =>
    (...ways: readonly Way[]): Promise<Synced> => {
      line.ways.splice(0, line.ways.length, ...ways);
      return along(line, work);
    };
  const progress: (AgainProgress | null)[] = [];
  const run = createRun(whole, (step) => progress.push(step));
  const sync = go(() => runSync(whole));
  return { context, actions: createActions(context), journal, sync, run: go(run), progress };
}

/** The value of what must not fail. */
export function insist<Value, Failure extends { readonly type: string }>(
  result: Result<Value, Failure>,
): Value {
  if (!result.ok) throw new Error(`Failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}
