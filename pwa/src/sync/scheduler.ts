/**
 * When to sync: at the start, when the page becomes visible or the network comes back, shortly after
 * a write, every minute while visible, and once more when the page is left. One tab at a time runs; after
 * a failure the waits grow, with a random part so that devices do not come back all at once.
 */
import { failed, type Result } from "../core/result";
import type { SyncFailure } from "./failures";
import { withLock } from "./lock";

export type SyncState =
  | { readonly type: "idle" }
  | { readonly type: "syncing" }
  | { readonly type: "failed"; readonly failure: SyncFailure };

export interface SchedulerOptions {
  readonly run: () => Promise<Result<null, SyncFailure>>;
  readonly report: (state: SyncState) => void;
  /** Names the lock that lets one tab run at a time. */
  readonly lockName: string;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
}

export interface Scheduler {
  /** Run now, whatever the waits say; for the person who asks for it. */
  readonly runNow: () => Promise<void>;
  /** Run soon: something was written. */
  readonly runSoon: () => void;
  readonly stop: () => void;
}

const AFTER_WRITE_MS = 1_500;
const WHILE_VISIBLE_MS = 60_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
const MS_PER_SECOND = 1_000;

/** Failures that waiting does not mend: the person has to do something. */
const LASTING = new Set<SyncFailure["type"]>(["signed-out", "other-account", "update-needed"]);

export const isLasting = (failure: SyncFailure): boolean => LASTING.has(failure.type);

/** How long to wait after so many failures in a row: doubling, full jitter, never before the server says. */
export function waitAfter(failure: SyncFailure, failures: number, random: () => number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  const wait = FIRST_WAIT_MS + random() * longest;
  const least = failure.type === "too-many" ? failure.retryAfterSeconds * MS_PER_SECOND : 0;
  return Math.max(least, wait);
}

export function startScheduler(options: SchedulerOptions): Scheduler {
  const timer = createTimer();
  let failures = 0;
  let running = Promise.resolve();

  /** A bug in one run is shown to whoever debugs, and does not end the sync of this page forever. */
  const run = async (): Promise<Result<null, SyncFailure>> => {
    try {
      return await options.run();
    } catch (error) {
      reportError(error);
      return failed({ type: "fault" });
    }
  };

  const runOnce = async (): Promise<void> => {
    options.report({ type: "syncing" });
    const result = await run();
    if (result.ok) {
      failures = 0;
      options.report({ type: "idle" });
      // What was written while this ran, after its last look into the outbox, has its own wait.
      if (!timer.isSet()) timer.in(WHILE_VISIBLE_MS, ifVisible);
      return;
    }
    failures += 1;
    options.report({ type: "failed", failure: result.failure });
    if (!isLasting(result.failure)) {
      timer.in(waitAfter(result.failure, failures, options.random), ifVisible);
    }
  };

  const runLocked = async (): Promise<void> => {
    const isOurs = await withLock(options.lockName, runOnce);
    // Another tab is at it. It may have looked into the outbox before the last write: look again later.
    if (!isOurs) timer.in(AFTER_WRITE_MS, wake);
  };

  const runNow = (): Promise<void> => {
    timer.clear();
    // A run that is asked for during another follows it: the first may be past what is new.
    running = running.then(runLocked);
    return running;
  };

  const ifVisible = (): void => {
    if (document.visibilityState === "visible") void runNow(); /* no await: it reports itself */
  };

  const wake = (): void => {
    void runNow(); /* no await: it reports itself */
  };

  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  wake();

  return {
    runNow,
    runSoon: () => {
      // While a failure is being waited out, a write does not make the network better.
      if (failures === 0) timer.in(AFTER_WRITE_MS, wake);
    },
    stop: () => {
      timer.clear();
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
    },
  };
}

function createTimer() {
  let handle: ReturnType<typeof setTimeout> | undefined;
  return {
    in: (delayMs: number, run: () => void): void => {
      clearTimeout(handle);
      handle = setTimeout(() => {
        handle = undefined;
        run();
      }, delayMs);
    },
    isSet: (): boolean => handle !== undefined,
    clear: (): void => {
      clearTimeout(handle);
      handle = undefined;
    },
  };
}
