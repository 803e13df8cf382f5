/** All that the screens watch. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { News } from "../model/news";
import type { AccountState } from "./account";
import type { Calendar } from "./calendar";
import type { ClockDoubt } from "./clock-doubt";
import type { DayLists } from "./day-list";
import type { Device } from "./device";
import type { JournalViews } from "./journal-views";
import type { LibraryState } from "./library";
import type { LockState } from "./lock";
import type { NudgeState } from "./nudges";
import type { ReflectionsStatus } from "./reflections";
import type { Summaries } from "./summaries";
import type { SyncStatus } from "./sync-status";
import type { Toasts } from "./toasts";

export interface AppState {
  readonly account: AccountState;
  readonly journal: JournalViews;
  readonly calendar: Calendar;
  /** Whether the first screen has been painted: what is looked at second waits for it. */
  readonly isPainted: Signal<boolean>;
  readonly dayLists: DayLists;
  readonly summaries: Summaries;
  readonly sync: SyncStatus;
  readonly nudges: NudgeState;
  /** What is new from a partner and was not seen on this device. */
  readonly news: Signal<readonly News[]>;
  readonly library: LibraryState;
  readonly reflections: Signal<ReflectionsStatus>;
  readonly toasts: Toasts;
  readonly device: Device;
  readonly lock: LockState;
  readonly clockDoubt: ReadonlySignal<ClockDoubt | null>;
}
