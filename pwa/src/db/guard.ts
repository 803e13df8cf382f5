/** The guard of this device, beside its account: what was set, and how often a wrong PIN was tried. */
import { failed, success, type Result } from "../core/result";
import { NO_GUARD, NO_TRIES, waitLeftMs, type Guard, type Lock, type Tries } from "../model/lock";
import { GUARD_CHANNEL, STORE, withDevice, type StoredGuard, type StoredTries } from "./device";
import { toStorageFailure, type StorageFailure } from "./failures";

/** `seen`: the app is in use in the tab that says so. */
export type GuardEvent = "changed" | "locked" | "opened" | "seen";

export type GuardListener = (event: GuardEvent, isElsewhere: boolean) => void;

export type Claim =
  | { readonly type: "claimed"; readonly lock: Lock; readonly tries: Tries }
  /** Too early: nothing was looked at. */
  | { readonly type: "wait"; readonly waitMs: number }
  | { readonly type: "no-lock" };

export interface GuardStore {
  readonly read: () => Promise<Guard | null>;
  /** Write what `edit` makes of it; every tab is told. */
  readonly change: (edit: (guard: Guard) => Guard) => Promise<Result<Guard, StorageFailure>>;
  /** Nothing is guarded any more. */
  readonly remove: () => Promise<Result<null, StorageFailure>>;
  /**
   * Take the right to one try, which counts as wrong until `forgetTries`: whoever closes the app before the
   * answer has still used it up, and two tabs have no more tries than one.
   */
  readonly claimTry: (now: number) => Promise<Result<Claim, StorageFailure>>;
  readonly forgetTries: () => Promise<Result<null, StorageFailure>>;
  /** How many milliseconds there are to wait before the next try. */
  readonly readWait: (now: number) => Promise<number>;
  readonly tell: (event: GuardEvent) => void;
  readonly subscribe: (listener: GuardListener) => void;
}

export function createGuardStore(): GuardStore {
  const listeners = new Set<GuardListener>();
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(GUARD_CHANNEL) : null;
  channel?.addEventListener("message", ({ data }: MessageEvent<GuardEvent>) => {
    for (const listener of listeners) listener(data, true);
  });
  const changed = <Value>(result: Result<Value, StorageFailure>): typeof result => {
    if (!result.ok) return result;
    for (const listener of listeners) listener("changed", false);
    channel?.postMessage("changed" satisfies GuardEvent);
    return result;
  };
  return {
    read: readGuard,
    change: async (edit) => changed(await write(edit)),
    remove: async () => changed(await remove()),
    claimTry,
    forgetTries,
    readWait,
    tell: (event) => channel?.postMessage(event),
    subscribe: (listener) => {
      listeners.add(listener);
    },
  };
}

type Work<Value> = Parameters<typeof withDevice<Value>>[0];

/** The device's database as values that fail by name. */
async function attempt<Value>(work: Work<Value>): Promise<Result<Value, StorageFailure>> {
  try {
    return success(await withDevice(work));
  } catch (error) {
    const failure = toStorageFailure(error);
    if (failure === null) throw error;
    return failed(failure);
  }
}

const STRICT = { durability: "strict" } as const;

const readGuard = (): Promise<Guard | null> =>
  withDevice(async (database) => asGuard(await database.get(STORE, "guard")));

// By the names of their rows, which the store's type does not tie to what they hold.
const asGuard = (row: unknown): Guard | null => (row as StoredGuard | undefined) ?? null;
const asTries = (row: unknown): Tries => (row as StoredTries | undefined) ?? NO_TRIES;

const write = (edit: (guard: Guard) => Guard) =>
  attempt(async (database) => {
    const transaction = database.transaction(STORE, "readwrite", STRICT);
    const guard = edit(asGuard(await transaction.store.get("guard")) ?? NO_GUARD);
    await transaction.store.put({ ...guard, name: "guard" });
    await transaction.done;
    return guard;
  });

const remove = () =>
  attempt(async (database) => {
    const transaction = database.transaction(STORE, "readwrite", STRICT);
    await Promise.all([transaction.store.delete("guard"), transaction.store.delete("tries")]);
    await transaction.done;
    return null;
  });

const claimTry = (now: number) =>
  attempt<Claim>(async (database) => {
    const transaction = database.transaction(STORE, "readwrite", STRICT);
    const { store } = transaction;
    const lock = asGuard(await store.get("guard"))?.lock ?? null;
    if (lock === null) return { type: "no-lock" };
    const tries = settle(asTries(await store.get("tries")), now);
    const waitMs = waitLeftMs(tries, now);
    const next = waitMs > 0 ? tries : { wrong: tries.wrong + 1, lastAt: now };
    await store.put({ ...next, name: "tries" });
    await transaction.done;
    return waitMs > 0 ? { type: "wait", waitMs } : { type: "claimed", lock, tries: next };
  });

/** On a clock that was set back a wait starts again from where it stands now, or it would never end. */
const settle = (tries: Tries, now: number): Tries =>
  tries.lastAt > now ? { ...tries, lastAt: now } : tries;

const readWait = (now: number): Promise<number> =>
  withDevice(async (database) => {
    const transaction = database.transaction(STORE, "readwrite", STRICT);
    const tries = asTries(await transaction.store.get("tries"));
    if (tries.lastAt > now) await transaction.store.put({ ...settle(tries, now), name: "tries" });
    await transaction.done;
    return waitLeftMs(tries, now);
  });

const forgetTries = () =>
  attempt(async (database) => {
    const transaction = database.transaction(STORE, "readwrite", STRICT);
    await transaction.store.delete("tries");
    await transaction.done;
    return null;
  });
