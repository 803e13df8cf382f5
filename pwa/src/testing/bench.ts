/** A real database on the shim of IndexedDB, a clock that stands still, and the cast of the tests. */
import "fake-indexeddb/auto";
import type { ActionContext } from "../actions/context";
import { createStampClock } from "../core/clock";
import { createFactIds } from "../core/ids";
import { createChanges, type Change } from "../db/changes";
import { createCommit } from "../db/commit";
import { createDeviceStore } from "../db/device";
import { createGuardStore } from "../db/guard";
import { openDatabase, type OpenEvents } from "../db/open";
import { createActions, type Actions } from "./actions";
import { createTestPush } from "./push";
import { readImport } from "./read-import";

export const TEST_NOW_MS = Date.UTC(2026, 10, 23, 12);

export interface Bench {
  readonly context: ActionContext;
  readonly actions: Actions;
  /** Every change that was published, in order. */
  readonly published: readonly Change[];
}

const QUIET: OpenEvents = { onBlocked: () => undefined, onSuperseded: () => undefined };

/** A device of its own: each name is another one. */
export function createBench(name: string, events: OpenEvents = QUIET): Bench {
  const database = openDatabase(name, events);
  const changes = createChanges(name);
  const published: Change[] = [];
  changes.subscribe((change) => published.push(change));
  const stamps = createStampClock(() => TEST_NOW_MS);
  const context = {
    database,
    changes,
    sealer: null,
    device: createDeviceStore(),
    commit: createCommit(database, changes, null),
    requestSync: () => Promise.resolve(),
    stamps,
    mintFactId: createFactIds(stamps.replica),
    now: () => TEST_NOW_MS,
    timeZone: () => "Europe/Berlin",
    readImport,
    openPush: () => Promise.resolve(createTestPush()),
    openGuards: () => Promise.resolve(createGuardStore()),
  };
  return { context, actions: createActions(context), published };
}
