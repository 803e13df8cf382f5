/**
 * What is recorded, as signals: the screens read these and never the disk.
 *
 * Records are one map; the past of each habit is a signal of its own, so that a tap
 * draws one row again and not the list.
 */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Now, StampClock } from "../core/clock";
import { addDays, toLocalDate } from "../core/dates";
import type { Result } from "../core/result";
import type { Change, Changes } from "../db/changes";
import type { StorageFailure } from "../db/failures";
import { loadJournal, loadWholePast, type HabitPast } from "../db/history";
import type { Database } from "../db/open";
import {
  groupFacts,
  isEntry,
  isLive,
  isPromiseEvent,
  type Fact,
  type PromiseEvent,
} from "../model/facts";
import { inOrder, readGroup, type Group } from "../model/groups";
import { readHabit, type Habit } from "../model/habit-record";
import { mergeFields } from "../model/merge";
import { PREFERENCES_ID, readPreferences, type Preferences } from "../model/preferences";
import { latestStamp, type Fields, type RecordType, type StoredRecord } from "../model/registers";

export type LoadStatus =
  | { readonly type: "loading" }
  | { readonly type: "ready" }
  | { readonly type: "failed"; readonly failure: StorageFailure };

export interface Journal {
  readonly status: ReadonlySignal<LoadStatus>;
  /** Neither deleted nor archived, in the person's order. */
  readonly habits: ReadonlySignal<readonly Habit[]>;
  readonly archivedHabits: ReadonlySignal<readonly Habit[]>;
  readonly deletedHabits: ReadonlySignal<readonly Habit[]>;
  /** Not deleted, in the person's order. */
  readonly groups: ReadonlySignal<readonly Group[]>;
  /** Deleted habits too, for an undo that is still on the screen. */
  readonly habit: (id: string) => Habit | undefined;
  readonly preferences: ReadonlySignal<Preferences>;
  /** The registers of one record, for what only few screens read of it; none where there is no such record. */
  readonly fieldsOf: (type: RecordType, id: string) => Fields;
  readonly pastOf: (habit: string) => ReadonlySignal<HabitPast>;
  /** All records of a type as they are stored, deleted ones too, for the read models of later screens. */
  readonly recordsOf: (type: RecordType) => readonly StoredRecord[];
  /** What happened to promises, as far as it was not taken back, by promise. */
  readonly promiseEvents: ReadonlySignal<ReadonlyMap<string, readonly PromiseEvent[]>>;
  /** Read what lies behind the checkpoint too; a screen that shows years asks for it. */
  readonly openPast: (habit: string) => Promise<void>;
  readonly load: () => Promise<void>;
}

export interface JournalContext {
  readonly database: Database;
  readonly changes: Changes;
  readonly stamps: StampClock;
  readonly now: Now;
  /** Stands for the name of a habit whose words cannot be opened on this device. */
  readonly lockedName: string;
}

const DAY_MS = 86_400_000;
/** What is on the screens looks back this far; no fold may reach into it. */
const RATE_DAYS = 90;
const EMPTY_PAST: HabitPast = { checkpoint: null, facts: [] };
const keyOf = (record: { readonly type: string; readonly id: string }): string =>
  `${record.type}/${record.id}`;

export function createJournal(context: JournalContext): Journal {
  const { database, changes, stamps, now, lockedName } = context;
  const status = signal<LoadStatus>({ type: "loading" });
  const records = signal<ReadonlyMap<string, StoredRecord>>(new Map());
  const pasts = createPasts();
  const pastOf = pasts.of;
  const events = createPromiseEvents();
  let told = 0;

  const load = async (): Promise<void> => {
    const today = toLocalDate(Math.floor(now() / DAY_MS));
    const read = () => loadJournal(database, addDays(today, -RATE_DAYS));
    const result = await readUntouched(read, () => told);
    if (!result.ok) {
      status.value = { type: "failed", failure: result.failure };
      return;
    }
    const { records: stored, pastByHabit, promiseEvents } = result.value;
    observeStamps(stamps, stored, promiseEvents);
    events.replace(promiseEvents);
    pasts.replace(pastByHabit);
    records.value = new Map(stored.map((record) => [keyOf(record), record]));
    status.value = { type: "ready" };
  };

  const apply = (change: Change): void => {
    if (change.type !== "written") {
      if (change.type === "replaced") void load(); /* no await: it draws when read */
      return;
    }
    told += 1;
    const facts = [...change.facts, ...change.dropped];
    const dropped = new Set(change.dropped.map((fact) => fact.id));
    observeStamps(stamps, change.records, facts.filter(isPromiseEvent));
    events.apply(facts.filter(isPromiseEvent), dropped);
    const arrived = change.records.filter((record) => isNewHabit(records.value, record));
    const news = change.records.filter(({ type }) => type !== "reflection");
    if (news.length > 0) records.value = withRecords(records.value, news);
    for (const [habit, entries] of groupFacts(facts.filter(isEntry), (entry) => entry.habit)) {
      const past = pastOf(habit);
      past.value = { ...past.value, facts: withFacts(past.value.facts, entries, dropped) };
    }
    for (const habit of change.refold) void openPast(habit); /* no await: it draws when read */
    // A habit may arrive after its entries, which nobody asked for while it was not known.
    for (const { id } of arrived) void readPast(id); /* the same */
  };

  /** Also what is done when a fold no longer holds: count from the beginning again. */
  const openPast = async (habit: string): Promise<void> => {
    if (pastOf(habit).peek().checkpoint !== null) await readPast(habit);
  };

  const readPast = async (habit: string): Promise<void> => {
    const past = pastOf(habit);
    const before = past.peek();
    const result = await loadWholePast(database, habit);
    // A tap that was written while this was read is in the signal, but not in what was read.
    if (past.peek() !== before) return readPast(habit);
    if (result.ok) past.value = result.value;
    else status.value = { type: "failed", failure: result.failure };
  };

  changes.subscribe(apply);
  const promiseEvents = events.byPromise;
  return { status, ...readModels(records, lockedName), promiseEvents, pastOf, openPast, load };
}

function createPasts() {
  const signals = new Map<string, Signal<HabitPast>>();
  const of = (habit: string): Signal<HabitPast> => {
    const present = signals.get(habit) ?? signal(EMPTY_PAST);
    signals.set(habit, present);
    return present;
  };
  const replace = (pasts: ReadonlyMap<string, HabitPast>): void => {
    for (const [habit, past] of signals) past.value = pasts.get(habit) ?? EMPTY_PAST;
    for (const [habit, past] of pasts) of(habit).value = past;
  };
  return { of, replace };
}

/**
 * Read again while `changes` grows: another tab's message may overtake what the disk answered before it,
 * and what was read would take it back.
 */
async function readUntouched<Value>(
  read: () => Promise<Result<Value, StorageFailure>>,
  changes: () => number,
): Promise<Result<Value, StorageFailure>> {
  const before = changes();
  const result = await read();
  return result.ok && changes() !== before ? readUntouched(read, changes) : result;
}

function createPromiseEvents() {
  const live = signal<readonly PromiseEvent[]>([]);
  return {
    byPromise: computed(() => groupFacts(live.value, (event) => event.promise)),
    replace: (events: readonly PromiseEvent[]): void => {
      live.value = events;
    },
    apply: (events: readonly PromiseEvent[], dropped: ReadonlySet<string>): void => {
      if (events.length > 0) live.value = withFacts(live.value, events, dropped);
    },
  };
}

function readModels(
  records: ReadonlySignal<ReadonlyMap<string, StoredRecord>>,
  lockedName: string,
) {
  const recordsOf = (type: RecordType) =>
    [...records.value.values()].filter((record) => record.type === type);
  const readNamed = (record: StoredRecord): Habit => {
    const habit = readHabit(record);
    return habit.name === "" ? { ...habit, name: lockedName } : habit;
  };
  const all = computed(() => recordsOf("habit").map(readNamed).sort(inOrder));
  const present = computed(() => all.value.filter((habit) => !habit.isDeleted));
  return {
    recordsOf,
    habits: computed(() => present.value.filter((habit) => !habit.isArchived)),
    archivedHabits: computed(() => present.value.filter((habit) => habit.isArchived)),
    deletedHabits: computed(() => all.value.filter((habit) => habit.isDeleted)),
    groups: computed(() =>
      recordsOf("group")
        .map(readGroup)
        .filter((group) => !group.isDeleted)
        .sort(inOrder),
    ),
    habit: (id: string) => all.value.find((habit) => habit.id === id),
    fieldsOf: (type: RecordType, id: string) =>
      records.value.get(keyOf({ type, id }))?.fields ?? {},
    preferences: computed(() =>
      readPreferences(records.value.get(keyOf({ type: "preference", id: PREFERENCES_ID }))?.fields),
    ),
  };
}

const isNewHabit = (records: ReadonlyMap<string, StoredRecord>, record: StoredRecord): boolean =>
  record.type === "habit" && !records.has(keyOf(record));

function observeStamps(
  stamps: StampClock,
  records: readonly StoredRecord[],
  events: readonly PromiseEvent[],
): void {
  for (const record of records) {
    const latest = latestStamp(record.fields);
    if (latest !== undefined) stamps.observe(latest);
  }
  for (const event of events) stamps.observe(event.stamp);
}

/** Merged, not replaced: a message from another tab may be older than what this tab wrote since. */
function withRecords(
  records: ReadonlyMap<string, StoredRecord>,
  changed: readonly StoredRecord[],
): ReadonlyMap<string, StoredRecord> {
  const next = new Map(records);
  for (const record of changed) {
    const fields = mergeFields(next.get(keyOf(record))?.fields ?? {}, record.fields);
    next.set(keyOf(record), { ...record, fields });
  }
  return next;
}

function withFacts<Kind extends Fact>(
  present: readonly Kind[],
  changed: readonly Kind[],
  dropped: ReadonlySet<string>,
): readonly Kind[] {
  const ids = new Set(changed.map((fact) => fact.id));
  const kept = present.filter((fact) => !ids.has(fact.id));
  const added = changed.filter((fact) => isLive(fact) && !dropped.has(fact.id));
  return [...kept, ...added];
}
