/** The composition root: the only file that makes instances and hands them to each other. */
import { computed, effect, signal } from "@preact/signals";
import { h, render } from "preact";
import { libraryUrl, suggested } from "virtual:practices";
import { createActions } from "./actions";
import type { ActionContext } from "./actions/context";
import type { PushPort } from "./actions/nudges/port";
import { afterPaint } from "./core/after-paint";
import { createStampClock } from "./core/clock";
import { ownWallClockMs } from "./core/dates";
import { createFactIds } from "./core/ids";
import { createChanges } from "./db/changes";
import { createCommit } from "./db/commit";
import { createDeviceStore, databaseOf, type DeviceAccount, type ThisDevice } from "./db/device";
import type { GuardStore } from "./db/guard";
import { openDatabase, type Database } from "./db/open";
import type { Sealer } from "./db/sealer";
import { startLanguage, t } from "./i18n";
import type { ReadImport } from "./importers/types";
import type { Guard } from "./model/lock";
import type { AppState } from "./state";
import { createAccount } from "./state/account";
import { createCalendar } from "./state/calendar";
import { createClockDoubt } from "./state/clock-doubt";
import { createDayLists } from "./state/day-list";
import { createDevice, type Device, type Theme } from "./state/device";
import { createJournal } from "./state/journal";
import { createLazyReflections } from "./state/lazy-reflections";
import { createLibrary } from "./state/library";
import { createLockState } from "./state/lock";
import { createNudgeState } from "./state/nudges";
import { createSummaries } from "./state/summaries";
import { createSyncStatus } from "./state/sync-status";
import { createToasts } from "./state/toasts";
import { createTrailing } from "./state/trailing";
import { watchInstall } from "./sw-bridge/install";
import type { Scheduler } from "./sync/scheduler";
import { App } from "./ui/app";
import { loadPromises } from "./ui/components/promise-today/lazy";
import type { Kept } from "./ui/kept";
import { keepTrail } from "./ui/trail";
import { whenIdle } from "./when-idle";

declare const APP_VERSION: string;

const THEME_KEY = "kept:theme";
const MINUTE_MS = 60_000;
const UNSEEN_MS = 2_000;

const now = (): number => Date.now();
const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const root = findRoot();
startLanguage();
keepTrail();
const device = createThisDevice();
// Before anything is waited for: the browser asks once, as soon as the page is there.
watchInstall(device);
const deviceStore = createDeviceStore();

// Which database is opened hangs on whose device it is, and whether one is on the lock of the app.
void deviceStore.read().then((found) => begin(compose(found)));

type Parts = ReturnType<typeof compose>;

/** Null while nothing syncs: without an account, or before the page has come to it. */
let scheduler: Scheduler | null = null;
/** Replaced by what it takes once there are keys in memory. */
let dropKeys = (): void => undefined;

function compose({ account: owner, guard }: ThisDevice) {
  const stamps = createStampClock(now);
  const changes = createChanges(databaseOf(owner));
  const database = openDatabase(databaseOf(owner), {
    onBlocked: () => {
      device.notice.value = "storage-blocked";
      void show(kept);
    },
    onSuperseded: () => {
      device.notice.value = "storage-superseded";
    },
  });
  const sealer = owner === null ? null : createLazySealer(owner.account, database);
  const context = {
    database,
    changes,
    sealer,
    device: deviceStore,
    stamps,
    now,
    timeZone,
    commit: createCommit(database, changes, sealer),
    mintFactId: createFactIds(stamps.replica),
    requestSync: async () => scheduler?.runNow(),
    readImport,
    openPush,
    openGuards,
  };
  const kept = {
    state: createState(context, owner, guard),
    actions: createActions(context),
    dropKeys: () => {
      dropKeys();
    },
  };
  return { owner, context, kept };
}

/** Few people ever carry files in: the reader is loaded for those who do. */
const readImport: ReadImport = async (...file) =>
  (await import("./importers/read-in-worker")).readInWorker(...file);

/** The worker may not control this page yet: on its first start on iOS it does not. */
async function openPush(): Promise<PushPort> {
  const { createPushPort } = await import("./sw-bridge/push");
  return createPushPort("serviceWorker" in navigator ? () => navigator.serviceWorker.ready : null);
}

let guards: GuardStore | null = null;

/** One for the page: it tells the other tabs what happens in this one. */
async function openGuards(): Promise<GuardStore> {
  const { createGuardStore } = await import("./lock");
  return (guards ??= createGuardStore());
}

/** Most starts seal nothing; keys and ciphers come with the first words. */
function createLazySealer(account: string, database: Database): Sealer {
  return {
    seal: async (words) => (await loadSealer(account, database)).seal(words),
  };
}

async function loadSealer(account: string, database: Database): Promise<Sealer> {
  const { createKeyLoader, createSealer } = await import("./sync");
  return createSealer(account, createKeyLoader(database));
}

function createState(
  context: ActionContext,
  owner: DeviceAccount | null,
  guard: Guard | null,
): AppState {
  const journal = createJournal({ ...context, lockedName: t("app.locked") });
  const trailing = createTrailing(journal, afterPaint);
  const calendar = createCalendar(
    { now, timeZone, wallClockMs: ownWallClockMs },
    computed(() => journal.preferences.value.dayStartHour),
  );
  return {
    account: createAccount(deviceStore, owner, () => {
      location.replace("/");
    }),
    journal,
    trailing,
    calendar,
    device,
    lock: createLockState(guard),
    sync: createSyncStatus(context.database, context.changes),
    nudges: createNudgeState(),
    news: signal([]),
    clockDoubt: createClockDoubt(trailing, calendar),
    dayLists: createDayLists(trailing, calendar),
    isPainted: signal(false),
    library: createLibrary(suggested, libraryUrl),
    summaries: createSummaries(journal, calendar),
    reflections: createLazyReflections(context),
    toasts: createToasts(),
  };
}

/** What is guarded is looked at before anything of it is read. */
async function begin(parts: Parts): Promise<void> {
  const { lock } = parts.kept.state;
  if (lock.guard.peek() !== null) await enforceLock(parts.kept, { isInUse: false });
  await start(parts);
}

async function enforceLock(kept: Kept, { isInUse }: { readonly isInUse: boolean }): Promise<void> {
  const lock = await import("./lock");
  await lock.enforceLock({ kept, root, guards: await openGuards(), now, isInUse });
}

async function start(parts: Parts): Promise<void> {
  const { journal } = parts.kept.state;
  followTheme(device);
  watchDays(parts.kept.state);
  await journal.load();
  if (journal.recordsOf("promise").length > 0) await loadPromises();
  if (device.notice.peek() === "storage-blocked") device.notice.value = null;
  await show(parts.kept);
  // What is not needed for the first paint waits until after it.
  whenIdle(() => void startLater(parts));
}

/** Draw the app; it comes before the journal is read only when there is something to say about that. */
async function show(kept: Kept): Promise<void> {
  render(h(App, { kept }), root);
  await painted();
  kept.state.isPainted.value = true;
}

/** Kept for the life of the page: a locked one is drawn in it outside of the document. */
function findRoot(): HTMLElement {
  const found = document.getElementById("app");
  if (found === null) throw new Error("index.html has lost its #app");
  return found;
}

async function startLater({ owner, context, kept }: Parts): Promise<void> {
  // Where the network went away during the first visit, the next one starts again.
  const later = await import("./main-later").catch(() => null);
  await later?.startLater({
    ...{ owner, context, kept },
    onGuard: () => void enforceLock(kept, { isInUse: true }),
    onSync: (started, stop) => {
      scheduler = started;
      dropKeys = stop;
    },
  });
}

/** A page that nobody sees is not painted, and does not wait for it. */
const painted = (): Promise<unknown> =>
  Promise.race([
    new Promise<void>(afterPaint),
    new Promise((resolve) => setTimeout(resolve, UNSEEN_MS)),
  ]);

function createThisDevice(): Device {
  const facts = {
    isSecure: globalThis.isSecureContext,
    isIos: /iP(hone|ad|od)/.test(navigator.userAgent) || isIpad(),
    isStandalone: matchMedia("(display-mode: standalone)").matches,
    version: APP_VERSION,
  };
  // On plain http there is no storage manager, whatever the types say.
  const storage = navigator.storage as StorageManager | undefined;
  return createDevice(facts, readTheme(), storage);
}

/** An iPad says that it is a Mac, but no Mac has a touch screen. */
function isIpad(): boolean {
  return navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
}

function readTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

function followTheme({ theme }: Device): void {
  effect(() => {
    const chosen = theme.value;
    if (chosen === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = chosen;
    try {
      if (chosen === "system") localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, chosen);
    } catch {
      // Where storage is closed, the theme lasts as long as the page.
    }
  });
}

/** A new day comes by itself, to a page that was asleep and to one that travelled. */
function watchDays({ calendar, journal }: AppState): void {
  let last = calendar.today.peek();
  effect(() => {
    const today = calendar.today.value;
    // A clock that was set back asks for days that a fold may hold.
    if (today < last) void journal.load(); /* no await: the signals draw it */
    last = today;
  });
  setInterval(calendar.refresh, MINUTE_MS);
  document.addEventListener("visibilitychange", calendar.refresh);
  addEventListener("pageshow", calendar.refresh);
}
