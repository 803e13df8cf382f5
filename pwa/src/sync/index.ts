/** The sync of one account on one page: started once, asked again and again. */
import type { StampClock, Now } from "../core/clock";
import type { SealingKey } from "../crypto/seal";
import type { Changes } from "../db/changes";
import type { Database } from "../db/open";
import { releaseOlderRefusals } from "../db/quarantine";
import { dropExpiredView } from "../db/shared-view";
import type { SyncPhase } from "../model/sync-phase";
import { runSync } from "./engine";
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
  readonly loadKey: () => Promise<SealingKey | null>;
  readonly now: Now;
  readonly appVersion: string;
  readonly report: (state: SyncState) => void;
}

export async function startSync(options: SyncOptions): Promise<Scheduler> {
  // What an older build of the app could not bring across, this one may.
  await releaseOlderRefusals(options.database, options.appVersion);
  const pace = createPace();
  // Before the first answer, and where none comes: what a partner showed does not outlive its time.
  await dropExpiredView(options.database, options.now());
  return startScheduler({
    run: () => runSync({ ...options, send, pace }),
    report: options.report,
    lockName: syncLock(options.account),
    random: Math.random,
  });
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
