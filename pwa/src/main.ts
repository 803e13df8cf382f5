/** The composition root: the only file that makes instances and hands them to each other. */
import { computed, effect } from "@preact/signals";
import { h, render } from "preact";
import { libraryUrl, suggested } from "virtual:practices";
import { createActions } from "./actions";
import { createStampClock } from "./core/clock";
import { createFactIds } from "./core/ids";
import { createChanges } from "./db/changes";
import { createCommit } from "./db/commit";
import { openDatabase } from "./db/open";
import { startLanguage } from "./i18n";
import { createCalendar } from "./state/calendar";
import { keepCheckpoints } from "./state/checkpoints";
import { createClockDoubt } from "./state/clock-doubt";
import { createDayLists } from "./state/day-list";
import { createDevice, type Device, type Theme } from "./state/device";
import { createJournal } from "./state/journal";
import { createLibrary } from "./state/library";
import { createSummaries } from "./state/summaries";
import { createToasts } from "./state/toasts";
import { watchInstall } from "./sw-bridge/install";
import { registerWorker } from "./sw-bridge/register";
import { App } from "./ui/app";

declare const APP_VERSION: string;

/** Named after the account; there is none yet. */
const DATABASE_NAME = "kept-local";
const THEME_KEY = "kept:theme";
const MINUTE_MS = 60_000;

const now = (): number => Date.now();
const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

startLanguage();
const device = createThisDevice();
const stamps = createStampClock(now);
const changes = createChanges(DATABASE_NAME);
const database = openDatabase(DATABASE_NAME, {
  onBlocked: () => {
    device.notice.value = "storage-blocked";
    show();
  },
  onSuperseded: () => {
    device.notice.value = "storage-superseded";
  },
});
const context = {
  database,
  changes,
  stamps,
  now,
  commit: createCommit(database, changes),
  mintFactId: createFactIds(stamps.replica),
};
const journal = createJournal(context);
const calendar = createCalendar(
  now,
  timeZone,
  computed(() => journal.preferences.value.dayStartHour),
);
const state = {
  journal,
  calendar,
  device,
  clockDoubt: createClockDoubt(journal, calendar),
  dayLists: createDayLists(journal, calendar),
  library: createLibrary(suggested, libraryUrl),
  summaries: createSummaries(journal, calendar),
  toasts: createToasts(),
};

void start();

async function start(): Promise<void> {
  followTheme(device);
  watchInstall(device);
  watchDays();
  await journal.load();
  if (device.notice.peek() === "storage-blocked") device.notice.value = null;
  show();
  // What is not needed for the first paint waits until after it.
  whenIdle(() => void startLater());
}

/** Draw the app; it comes before the journal is read only when there is something to say about that. */
function show(): void {
  const root = document.getElementById("app");
  if (root === null) throw new Error("index.html has lost its #app");
  render(h(App, { kept: { state, actions: createActions(context) } }), root);
}

async function startLater(): Promise<void> {
  void keepCheckpoints(database, journal, calendar);
  if (journal.habits.peek().length > 0) await device.persist();
  await registerWorker({
    onUpdate: (takeOver) => {
      device.update.value = takeOver;
    },
  });
}

/** Safari has no idle callback; a short wait does. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 200);
}

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
function watchDays(): void {
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
