/**
 * The lock of the app on this page (CR-17): blank as soon as it is out of sight, locked when it was away for as
 * long as was chosen, in all tabs at once. While it is locked the app is not in the document; a page that starts
 * locked has read nothing yet.
 */
import { effect } from "@preact/signals";
import type { GuardEvent, GuardStore } from "../db/guard";
import type { Lock } from "../model/lock";
import type { App } from "../ui/app";
import { hideApp } from "./hide-app";
import { createPresence, type Presence } from "./presence";
import "./cover.css";

export interface Guarded {
  readonly app: App;
  /** What the app is drawn in. */
  readonly root: HTMLElement;
  readonly guards: GuardStore;
  readonly now: () => number;
  /** The app is open already, and this is the first that is set: nobody is locked out by setting it. */
  readonly isInUse: boolean;
}

interface Keeper extends Guarded {
  readonly presence: Presence;
  readonly lockOf: () => Lock | null;
  /** This page does what another has done: nobody has to be told again. */
  isHearing: boolean;
}

/** How often a page in sight says so. */
const STILL_HERE_MS = 20_000;

/** Settles once the page may be drawn. */
export async function enforceLock(guarded: Guarded): Promise<void> {
  const { guard, isLocked } = guarded.app.state.lock;
  const presence = createPresence(guarded.now, () => {
    isLocked.value = true;
  });
  const lockOf = () => guard.peek()?.lock ?? null;
  const keeper: Keeper = { ...guarded, presence, lockOf, isHearing: false };
  if (guarded.isInUse) guard.value = await guarded.guards.read();
  listen(keeper);
  followLock(keeper);
  watchSight(keeper);
  if (!guarded.isInUse) look(keeper);
  if (document.hidden) leave(keeper);
  else sayHere(keeper);
  await untilOpen(keeper);
}

function listen(keeper: Keeper): void {
  keeper.guards.subscribe((event, isElsewhere) => {
    if (event === "changed") void handleChange(keeper, isElsewhere);
    else hear(keeper, event);
  });
}

function hear(keeper: Keeper, event: Exclude<GuardEvent, "changed">): void {
  const { presence, lockOf, app } = keeper;
  if (event === "seen") {
    presence.postpone(lockOf()?.afterSeconds ?? 0);
    return;
  }
  // A tab out of sight looks for itself when it comes back.
  if (event === "opened" && document.hidden) return;
  keeper.isHearing = true;
  app.state.lock.isLocked.value = event === "locked" && lockOf() !== null;
  keeper.isHearing = false;
}

async function handleChange({ app, guards, presence, lockOf }: Keeper, isElsewhere: boolean) {
  const { guard, isLocked } = app.state.lock;
  const hadLock = lockOf() !== null;
  guard.value = await guards.read();
  if (lockOf() === null) isLocked.value = false;
  // Whoever sets a lock is in the app already.
  else if (!hadLock && !isElsewhere) presence.seen();
}

/** Whatever sets it, the page follows at once. */
function followLock(keeper: Keeper): void {
  const { app, root, guards, presence } = keeper;
  const { isLocked, areReflectionsOpen } = app.state.lock;
  let putBack: (() => void) | null = null;
  effect(() => {
    if (isLocked.value === (putBack !== null)) return;
    if (putBack === null) {
      presence.forget();
      areReflectionsOpen.value = false;
      putBack = hideApp(root, app);
    } else {
      presence.seen();
      putBack();
      putBack = null;
    }
    if (!keeper.isHearing) guards.tell(isLocked.peek() ? "locked" : "opened");
  });
}

function watchSight(keeper: Keeper): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave(keeper);
    else comeBack(keeper);
  });
  addEventListener("pagehide", () => {
    leave(keeper);
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) comeBack(keeper);
  });
  setInterval(() => {
    if (!document.hidden) sayHere(keeper);
  }, STILL_HERE_MS);
}

/** Covered before anything else, for the picture that the system takes of it. */
function leave({ app, presence, guards }: Keeper): void {
  const { guard, isLocked } = app.state.lock;
  const { isBlank = false, lock = null } = guard.peek() ?? {};
  if (!isBlank && lock === null) return;
  document.documentElement.dataset["covered"] = "";
  if (lock === null || isLocked.peek()) return;
  guards.tell("seen");
  presence.leave(lock.afterSeconds);
}

/** Locked before it is uncovered. */
function comeBack(keeper: Keeper): void {
  look(keeper);
  keeper.presence.comeBack();
  delete document.documentElement.dataset["covered"];
  sayHere(keeper);
}

function look({ app, presence, lockOf }: Keeper): void {
  const lock = lockOf();
  app.state.lock.isLocked.value = lock !== null && !presence.isOpen(lock.afterSeconds);
}

function sayHere({ app, presence, guards, lockOf }: Keeper): void {
  if (lockOf() === null || app.state.lock.isLocked.peek()) return;
  presence.seen();
  guards.tell("seen");
}

async function untilOpen({ app }: Keeper): Promise<void> {
  const { isLocked } = app.state.lock;
  if (!isLocked.peek()) return;
  await new Promise<void>((resolve) => {
    const stop = isLocked.subscribe((isStill) => {
      if (!isStill) {
        resolve();
        // Not at once: while it subscribes there is nothing to stop yet.
        queueMicrotask(() => {
          stop();
        });
      }
    });
  });
}
