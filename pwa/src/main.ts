/** The composition root: the only file that makes instances and hands them to each other. */
import { computed, effect, signal } from "@preact/signals";
import { h, render } from "preact";
import { libraryUrl, suggested } from "virtual:practices";
import type { ActionContext } from "./actions/context";
import { afterPaint } from "./core/after-paint";
import { createStampClock } from "./core/clock";
import { ownWallClockMs } from "./core/dates";
import { createFactIds } from "./core/ids";
import { whenIdle } from "./core/when-idle";
import { createChanges } from "./db/changes";
import { createCommit } from "./db/commit";
import { createDeviceStore, databaseOf, type DeviceAccount, type ThisDevice } from "./db/device";
import { openDatabase } from "./db/open";
import type { Sealer } from "./db/sealer";
import { t } from "./i18n";
import type { Guard } from "./model/lock";
import type { AppState } from "./state";
import { createAccount } from "./state/account";
import { createCalendar } from "./state/calendar";
import { createClockDoubt } from "./state/clock-doubt";
import { createDayLists } from "./state/day-list";
import { createDevice, type Device, type Theme } from "./state/device";
import { createJournal } from "./state/journal";
import { createViews } from "./state/journal-views";
import { createLibrary } from "./state/library";
import { createLockState } from "./state/lock";
import { createNudgeState } from "./state/nudges";
import { createSummaries } from "./state/summaries";
import { createSyncStatus } from "./state/sync-status";
import { createToasts } from "./state/toasts";
import { watchInstall } from "./sw-bridge/install";
import type { Scheduler } from "./sync/scheduler";
import type { App } from "./ui/app";
import { PromisesOfToday, WaitingPromises } from "./ui/parts";
import { Root } from "./ui/root";
import { keepTrail } from "./ui/trail";

declare const APP_VERSION: string;

const THEME_KEY = "kept:theme";
const MINUTE_MS = 60_000;
const UNSEEN_MS = 2_000;

const now = (): number => Date.now();
const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const root = findRoot();
keepTrail();
const device = createThisDevice();
// Before anything is waited for: the browser asks once, as soon as the page is there.
watchInstall(device);
const deviceStore = createDeviceStore();

// Which database is opened hangs on whose device it is, and whether one is on the lock of the app.
void deviceStore.read().then((found) => begin(compose(found)));

type Parts = ReturnType<typeof compose>;

/** What Today is drawn without: loaded after the first paint, or by what needs some of it before. */
const loadLater = () => import("./main-later");

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
      void show(app);
    },
    onSuperseded: () => {
      device.notice.value = "storage-superseded";
    },
  });
  const sealer: Sealer | null = owner && {
    seal: async (words) => (await loadLater()).createSealer(owner.account, database).seal(words),
  };
  const context: ActionContext = {
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
    readImport: async (...file) => (await loadLater()).readInWorker(...file),
    openPush: async () => (await loadLater()).openPush(),
    openGuards: async () => (await loadLater()).openGuards(),
  };
  const app = {
    state: createState(context, owner, guard),
    context,
    dropKeys: () => {
      dropKeys();
    },
  };
  return { owner, context, app };
}

function createState(
  context: ActionContext,
  owner: DeviceAccount | null,
  guard: Guard | null,
): AppState {
  const journal = createViews(
    createJournal({ ...context, lockedName: t("app.locked") }),
    afterPaint,
  );
  const calendar = createCalendar(
    { now, timeZone, wallClockMs: ownWallClockMs },
    computed(() => journal.preferences.value.dayStartHour),
  );
  return {
    account: createAccount(deviceStore, owner, () => {
      location.replace("/");
    }),
    journal,
    calendar,
    device,
    lock: createLockState(guard),
    sync: createSyncStatus(context.database, context.changes),
    nudges: createNudgeState(),
    news: signal([]),
    clockDoubt: createClockDoubt(journal.afterPaint, calendar),
    dayLists: createDayLists(journal.afterPaint, calendar),
    isPainted: signal(false),
    library: createLibrary(suggested, libraryUrl),
    summaries: createSummaries(journal, calendar),
    reflections: signal({ type: "unread" }),
    toasts: createToasts(),
  };
}

/** What is guarded is looked at before anything of it is read. */
async function begin(parts: Parts): Promise<void> {
  const { lock } = parts.app.state;
  if (lock.guard.peek() !== null) await enforceLock(parts.app, { isInUse: false });
  await start(parts);
}

async function enforceLock(app: App, { isInUse }: { readonly isInUse: boolean }): Promise<void> {
  const later = await loadLater();
  await later.enforceLock({ app, root, guards: later.openGuards(), now, isInUse });
}

async function start(parts: Parts): Promise<void> {
  const { journal } = parts.app.state;
  followTheme(device);
  watchDays(parts.app.state);
  await journal.load();
  if (journal.recordsOf("promise").length > 0) await preloadPromises();
  if (device.notice.peek() === "storage-blocked") device.notice.value = null;
  await show(parts.app);
  // What is not needed for the first paint waits until after it.
  whenIdle(() => void startLater(parts));
}

/** They stand above and between what is tapped, which must not move under a thumb once it is there. */
const preloadPromises = (): Promise<unknown> =>
  // Where the network went away during the first visit, they come as soon as they can.
  Promise.all([WaitingPromises.preload(), PromisesOfToday.preload()]).catch(() => null);

/** Draw the app; it comes before the journal is read only when there is something to say about that. */
async function show(app: App): Promise<void> {
  render(h(Root, { app }), root);
  await painted();
  app.state.isPainted.value = true;
}

/** Kept for the life of the page: a locked one is drawn in it outside of the document. */
function findRoot(): HTMLElement {
  const found = document.getElementById("app");
  if (found === null) throw new Error("index.html has lost its #app");
  return found;
}

async function startLater({ owner, context, app }: Parts): Promise<void> {
  // Where the network went away during the first visit, the next one starts again.
  const later = await loadLater().catch(() => null);
  await later?.startLater({
    ...{ owner, context, app },
    onGuard: () => void enforceLock(app, { isInUse: true }),
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
