/** What the composition root does once the first screen is drawn: loaded then, for Today needs none of it. */
import { effect } from "@preact/signals";
import { renewDeviceName } from "./actions/account/devices";
import { notifySignOut } from "./actions/account/notify-sign-out";
import { markSignedOut } from "./actions/account/session-lost";
import { isLocked } from "./actions/account/unlock-words";
import type { ActionContext } from "./actions/context";
import type { PushPort } from "./actions/nudges/port";
import { onAnswer } from "./api/answerer";
import { whenIdle } from "./core/when-idle";
import { GUARD_CHANNEL, type DeviceAccount } from "./db/device";
import { createGuardStore, type GuardStore } from "./db/guard";
import type { Database } from "./db/open";
import type { Sealer } from "./db/sealer";
import { followBadge } from "./follow-badge";
import { followNews } from "./follow-news";
import { followNudges } from "./follow-nudges";
import type { AppState } from "./state";
import { keepCheckpoints } from "./state/checkpoints";
import { createPushPort } from "./sw-bridge/push";
import { registerWorker } from "./sw-bridge/register";
import { createKeyLoader, createSealer as createSealerWith, phaseOf, startSync } from "./sync";
import type { Scheduler } from "./sync/scheduler";
import type { App } from "./ui/app";

declare const APP_VERSION: string;

export interface Started {
  readonly owner: DeviceAccount | null;
  readonly context: ActionContext;
  readonly app: App;
  /** Something is set to guard this device, in this tab or another. */
  readonly onGuard: () => void;
  /** The sync runs; `stop` ends it and forgets the keys. */
  readonly onSync: (scheduler: Scheduler, stop: () => void) => void;
}

let guards: GuardStore | null = null;

/** One for the page: it tells the other tabs what happens in this one. */
export const openGuards = (): GuardStore => (guards ??= createGuardStore());

/** The worker may not control this page yet: on its first start on iOS it does not. */
export const openPush = (): PushPort =>
  createPushPort("serviceWorker" in navigator ? () => navigator.serviceWorker.ready : null);

/** Words are encrypted with a key that is read for each of them: it may have been locked meanwhile. */
export const createSealer = (account: string, database: Database): Sealer =>
  createSealerWith(account, createKeyLoader(database));

export { enforceLock } from "./lock";
export { readInWorker } from "./importers/read-in-worker";

export async function startLater(started: Started): Promise<void> {
  const { journal, calendar, device } = started.app.state;
  onAnswer((isIntercepted) => {
    device.isIntercepted.value = isIntercepted;
  });
  void keepCheckpoints(started.context.database, journal, calendar);
  void followAccount(started);
  watchGuard(started);
  if (journal.habits.peek().length > 0) whenIdle(() => void prepareHabit());
  if (started.owner !== null) whenIdle(() => void prepareAccount());
  // Neither waits for the other: a browser may take its time over storage.
  if (journal.habits.peek().length > 0) void device.persist();
  await registerWorker({
    onUpdate: (takeOver) => {
      device.update.value = takeOver;
    },
  });
}

/** The screen that most people open next: its first opening does not wait for code. */
async function prepareHabit(): Promise<void> {
  // Where it cannot be loaded now, whoever opens a habit asks for it again.
  await import("./ui/screens/habit/habit").catch(() => null);
}

/** So that the worker keeps it: whoever has an account can leave this device without a connection. */
async function prepareAccount(): Promise<void> {
  await import("./ui/screens/you-account/you-account").catch(() => null);
}

/** Most people set no lock, and load nothing of it. */
function watchGuard({ app, onGuard }: Started): void {
  const isGuarded = app.state.lock.guard.peek() !== null;
  if (isGuarded || !("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(GUARD_CHANNEL);
  channel.addEventListener("message", () => {
    channel.close();
    onGuard();
  });
}

/** Without an account, and with nothing to say to a server, no more code is loaded. */
async function followAccount(started: Started): Promise<void> {
  const { owner, context, app } = started;
  const isSignOutPending = await context.device.isSignOutPending();
  if (owner === null && !isSignOutPending) return;
  // Before anything else is asked of the server.
  await notifySignOut(context);
  if (owner === null) return;
  if (owner.status === "signed-out") {
    app.state.sync.phase.value = "signed-out";
    return;
  }
  await followKey(context, app.state);
  await followSync(started, owner.account);
  followBadge(app.state);
  await followNews(context, app.state);
  await followNudges(context, app.state);
}

/** Another device may have changed the key, and another tab may have unlocked the words. */
async function followKey(context: ActionContext, { account }: AppState): Promise<void> {
  account.isLocked.value = await isLocked(context);
}

async function followSync({ context, app, onSync }: Started, account: string): Promise<void> {
  const { sync } = app.state;
  const loadKey = createKeyLoader(context.database);
  const scheduler = await startSync({
    ...context,
    account,
    loadKey,
    appVersion: APP_VERSION,
    reportAgain: (progress) => {
      // The last one: this device's own name is left.
      if (progress === null && sync.again.peek() !== null) void renewDeviceName(context);
      sync.again.value = progress;
    },
    report: (syncState) => {
      sync.phase.value = phaseOf(syncState);
      void followKey(context, app.state);
      if (sync.phase.peek() === "signed-out") {
        void markSignedOut(context);
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
