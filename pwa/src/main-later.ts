/** What the composition root does once the first screen is drawn: loaded then, for Today needs none of it. */
import { effect } from "@preact/signals";
import type { ActionContext } from "./actions/context";
import { onAnswer } from "./api/answerer";
import { GUARD_CHANNEL, type DeviceAccount } from "./db/device";
import { followNudges } from "./follow-nudges";
import { laterWords } from "./i18n";
import { keepCheckpoints } from "./state/checkpoints";
import { registerWorker } from "./sw-bridge/register";
import type { Scheduler } from "./sync/scheduler";
import { HabitScreen } from "./ui/app";
import type { Kept } from "./ui/kept";
import { whenIdle } from "./when-idle";

declare const APP_VERSION: string;

export interface Started {
  readonly owner: DeviceAccount | null;
  readonly context: ActionContext;
  readonly kept: Kept;
  /** Something is set to guard this device, in this tab or another. */
  readonly onGuard: () => void;
  /** The sync runs; `stop` ends it and forgets the keys. */
  readonly onSync: (scheduler: Scheduler, stop: () => void) => void;
}

export async function startLater(started: Started): Promise<void> {
  const { journal, calendar, device } = started.kept.state;
  onAnswer((isIntercepted) => {
    device.isIntercepted.value = isIntercepted;
  });
  void keepCheckpoints(started.context.database, journal, calendar);
  void followAccount(started);
  watchGuard(started);
  if (journal.habits.peek().length > 0) whenIdle(() => void prepareHabit());
  // Neither waits for the other: a browser may take its time over storage.
  if (journal.habits.peek().length > 0) void device.persist();
  await registerWorker({
    onUpdate: (takeOver) => {
      device.update.value = takeOver;
    },
  });
}

/** The screen that most people open next, and its words: its first opening does not wait for code. */
async function prepareHabit(): Promise<void> {
  try {
    // First outside of the lazy screen, which would remember a failure forever.
    await Promise.all([import("./ui/screens/habit"), laterWords()]);
    await HabitScreen.preload();
  } catch {
    // Whoever opens a habit asks for it again.
  }
}

/** Most people set no lock, and load nothing of it. */
function watchGuard({ kept, onGuard }: Started): void {
  const isGuarded = kept.state.lock.guard.peek() !== null;
  if (isGuarded || !("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(GUARD_CHANNEL);
  channel.addEventListener("message", () => {
    channel.close();
    onGuard();
  });
}

/** Without an account, and with nothing to say to a server, no more code is loaded. */
async function followAccount(started: Started): Promise<void> {
  const { owner, context, kept } = started;
  const isSignOutPending = await context.device.isSignOutPending();
  if (owner === null && !isSignOutPending) return;
  const { notifySignOut, isLocked } = await kept.actions.account();
  // Before anything else is asked of the server.
  await notifySignOut();
  if (owner === null) return;
  if (owner.status === "signed-out") {
    kept.state.sync.phase.value = "signed-out";
    return;
  }
  kept.state.account.isLocked.value = await isLocked();
  await followSync(started, owner.account);
  // What it reads of the preferences is in a file that Today does without.
  (await import("./follow-badge")).followBadge(kept.state);
  await (await import("./follow-news")).followNews(kept.actions, context.changes, kept.state);
  await followNudges(kept.actions, context.changes, kept.state);
}

async function followSync({ context, kept, onSync }: Started, account: string): Promise<void> {
  const { createKeyLoader, phaseOf, startSync } = await import("./sync");
  const { sync } = kept.state;
  const loadKey = createKeyLoader(context.database);
  const scheduler = await startSync({
    ...context,
    account,
    loadKey,
    appVersion: APP_VERSION,
    report: (syncState) => {
      sync.phase.value = phaseOf(syncState);
      if (sync.phase.peek() === "signed-out") {
        void kept.actions.account().then(({ markSignedOut }) => markSignedOut());
      }
    },
  });
  onSync(scheduler, () => {
    scheduler.stop();
    loadKey.forget();
  });
  effect(() => {
    if (sync.counts.value > 0 && (sync.unsent.peek() ?? 0) > 0) scheduler.runSoon();
  });
}
