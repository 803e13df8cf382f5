/** The sync of one account on one page: started once, asked again and again. */
import type { StampClock, Now } from "../core/clock";
import { success, type Result } from "../core/result";
import type { KeyRing } from "../crypto/key-ring";
import type { Changes } from "../db/changes";
import type { Database } from "../db/open";
import { releaseOlderRefusals } from "../db/quarantine";
import { dropExpiredView } from "../db/shared-view";
import type { SyncPhase } from "../model/sync-phase";
import { encryptAgain, type ReportAgain } from "./encrypt-again";
import { runSync, type SyncContext } from "./engine";
import type { SyncFailure } from "./failures";
import { syncLock } from "./lock";
import { createPace } from "./pace";
import { startScheduler, type Scheduler, type SyncState } from "./scheduler";
import { send } from "./send";

export { createKeyLoader } from "./load-key";
export { createSealer } from "./sealer";

export interface SyncOptions {
  readonly account: string;
  readonly database: Database;
  readonly changes: Changes;
  readonly stamps: StampClock;
  readonly loadKey: () => Promise<KeyRing | null>;
  readonly now: Now;
  readonly appVersion: string;
  readonly report: (state: SyncState) => void;
  /** While the words are encrypted again under another data key; null when that is done. */
  readonly reportAgain: ReportAgain;
}

export async function startSync(options: SyncOptions): Promise<Scheduler> {
  // What an older build of the app could not bring across, this one may.
  await releaseOlderRefusals(options.database, options.appVersion);
  const pace = createPace();
  // Before the first answer, and where none comes: what a partner showed does not outlive its time.
  await dropExpiredView(options.database, options.now());
  return startScheduler({
    run: createRun({ ...options, send, pace }, options.reportAgain),
    report: options.report,
    lockName: syncLock(options.account),
    random: Math.random,
  });
}

/** A run of the sync, and where there are words under another key than the present one, those after it. */
export function createRun(
  context: SyncContext,
  report: ReportAgain,
): () => Promise<Result<null, SyncFailure>> {
  /** The key under which everything was found to be; null where that was not looked for. */
  let wholeUnder: string | null = null;
  const syncing = {
    ...context,
    onOldWords: () => {
      wholeUnder = null;
    },
  };
  return async () => {
    const synced = await runSync(syncing);
    const current = (await context.loadKey())?.current?.id ?? null;
    if (!synced.ok || current === wholeUnder || current === null) return synced;
    // Before the work, for what is found meanwhile is looked for in the next run.
    wholeUnder = current;
    const done = await encryptAgain(context, () => runSync(syncing), report);
    if (done.ok) report(null);
    else wholeUnder = null;
    return done.ok ? success(null) : done;
  };
}

/** What a state of the sync is to a screen. */
export function phaseOf(state: SyncState): SyncPhase {
  if (state.type !== "failed") return state.type;
  switch (state.failure.type) {
    case "offline":
    case "intercepted":
    case "signed-out":
    case "other-account":
    case "update-needed":
      return state.failure.type;
    default:
      return "fault";
  }
}
