/** Which habits a day asks for, and which of them are kept. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { addDays, type LocalDate } from "../core/dates";
import type { HabitPast } from "../db/history";
import { habitDay } from "../model/habit-day";
import { planOn, type Habit } from "../model/habit-record";
import type { History } from "../model/habits";
import { pauseOn } from "../model/pauses";
import type { Preferences } from "../model/preferences";
import { occasionProgress, type Progress } from "../model/streaks";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";
import { keyed } from "./keyed";
import { createNewest } from "./newest";
import { historyOf } from "./summaries";

export const STRIP_DAYS = 7;
const GAP_DAYS = 4;
const HINT_DAYS = 3;

export interface DayList {
  /** Asked for on that day, or logged on it anyway. */
  readonly due: readonly Habit[];
  /** How many of `due` the day asks for: neither what rests, nor what was only begun on a free day. */
  readonly asked: number;
  /** How many of `asked` are kept. */
  readonly kept: number;
  /** Never asked for, and welcome on any day. */
  readonly anytime: readonly Habit[];
  /** Not asked for on that day: its week, month or window is kept already. */
  readonly settled: readonly Habit[];
  /** Not asked for on that day. */
  readonly later: readonly Habit[];
}

export interface DayLists {
  /** One of the last seven days. */
  readonly of: (on: LocalDate) => DayList;
  /** How many of these the day asks for, and how many of them are kept. */
  readonly countOf: (habits: readonly Habit[], on: LocalDate) => DayCount;
  /** How the occasion that holds that day stood then; null where none does. */
  readonly progressOf: (habitId: string, on: LocalDate) => Progress | null;
  /** The last seven days, oldest first. */
  readonly strip: ReadonlySignal<readonly StripDay[]>;
  /** Somebody was here before, and nothing was logged for some days. */
  readonly isAfterGap: ReadonlySignal<boolean>;
  /** Somebody has just begun: show how to hold a circle. */
  readonly isNew: ReadonlySignal<boolean>;
}

export type DayCount = Pick<DayList, "asked" | "kept">;

export interface StripDay extends DayCount {
  readonly on: LocalDate;
}

interface DayStanding {
  readonly list: Exclude<keyof DayList, keyof DayCount>;
  readonly isAsked: boolean;
  readonly isKept: boolean;
  readonly progress: Progress | null;
}

/** Before and after every date, as texts compare. */
const EARLIEST = "";
const LATEST = "\uffff";
const NOT_ASKED: DayStanding = { list: "later", isAsked: false, isKept: false, progress: null };

export function createDayLists(journal: Journal, calendar: Calendar): DayLists {
  const standings = createStandings(journal);
  const listOn = keyed((on, before: DayList | undefined): DayList => {
    const all = journal.habits.value.map((habit) => ({ habit, ...standings(habit.id, on) }));
    const listed = (wanted: DayStanding["list"]): readonly Habit[] =>
      asBefore(
        before?.[wanted],
        all.filter(({ list }) => list === wanted).map(({ habit }) => habit),
      );
    return {
      due: listed("due"),
      ...count(all.filter(({ list }) => list === "due")),
      anytime: listed("anytime"),
      settled: listed("settled"),
      later: listed("later"),
    };
  });
  const of = (on: LocalDate): DayList => listOn(on).value;
  const strip = computed(() =>
    lastDays(calendar.today.value).map((on) => {
      const { asked, kept } = of(on);
      return { on, asked, kept };
    }),
  );
  const progressOf = (id: string, on: LocalDate) => standings(id, on).progress;
  const countOf = (habits: readonly Habit[], on: LocalDate): DayCount =>
    count(habits.map(({ id }) => standings(id, on)));
  return { of, countOf, progressOf, strip, ...createBeginnings(journal, calendar) };
}

const count = (standings: readonly DayStanding[]): DayCount => ({
  asked: standings.filter(({ isAsked }) => isAsked).length,
  kept: standings.filter(({ isKept }) => isKept).length,
});

/** The very list that was drawn, where it holds the same: its rows are then left alone. */
const asBefore = (before: readonly Habit[] = [], now: readonly Habit[]): readonly Habit[] =>
  before.length === now.length && before.every((habit, at) => habit === now[at]) ? before : now;

export const lastDays = (today: LocalDate): readonly LocalDate[] =>
  Array.from({ length: STRIP_DAYS }, (_, at) => addDays(today, at + 1 - STRIP_DAYS));

/** What a habit's week hangs on. */
interface Ground {
  readonly habit: Habit;
  readonly past: HabitPast;
  readonly preferences: Preferences;
}

interface Counted {
  readonly ground: Ground;
  /** Filled as days are asked for. */
  readonly standings: Map<LocalDate, DayStanding>;
}

/** How a habit stood on one of the last seven days; each is counted when it is first asked for. */
function createStandings(journal: Journal): (habitId: string, on: LocalDate) => DayStanding {
  const countedOf = keyed((id, before: Counted | null | undefined): Counted | null => {
    const habit = journal.habit(id);
    if (habit === undefined) return null;
    const past = journal.pastOf(id).value;
    const ground = { habit, past, preferences: journal.preferences.value };
    const changedOn = firstChange(before?.ground ?? null, ground);
    const unmoved = [...(before?.standings ?? [])].filter(([on]) => on < changedOn);
    return { ground, standings: new Map(unmoved) };
  });
  return (id, on) => {
    const counted = countedOf(id).value;
    if (counted === null) return NOT_ASKED;
    const standing = counted.standings.get(on) ?? standingOn(counted.ground, on);
    counted.standings.set(on, standing);
    return standing;
  };
}

/** Days before this one stand as they did: what is logged moves its own day, and those after it. */
function firstChange(before: Ground | null, after: Ground): LocalDate {
  if (before?.habit !== after.habit || before.preferences !== after.preferences) return EARLIEST;
  if (before.past.checkpoint !== after.past.checkpoint) return EARLIEST;
  const [old, present] = [new Set(before.past.facts), new Set(after.past.facts)];
  const changed = [
    ...before.past.facts.filter((fact) => !present.has(fact)),
    ...after.past.facts.filter((fact) => !old.has(fact)),
  ];
  return changed.reduce((first, { on }) => (on < first ? on : first), LATEST);
}

function standingOn({ habit, past, preferences }: Ground, on: LocalDate): DayStanding {
  const history = historyOf(habit, past, preferences, on);
  const progress = occasionProgress(history, past.checkpoint);
  const day = habitDay(habit, past, on);
  const isDue = progress?.isDue === true;
  const list = listOf(habit, history, { isShown: isDue || day.entries.length > 0, progress });
  // What may be done any time is asked for by nobody, and counted in its group all the same.
  const isAsked = day.isDone || (list === "anytime" ? !day.isRest : isDue);
  return { list, isAsked, isKept: day.isDone, progress };
}

interface Asking {
  /** It is due, or something was logged. */
  readonly isShown: boolean;
  readonly progress: Progress | null;
}

function listOf(
  habit: Habit,
  { pauses, today }: History,
  { isShown, progress }: Asking,
): DayStanding["list"] {
  const isOff = pauseOn(pauses, today) !== undefined;
  if (planOn(habit, today)?.rule.kind !== "anytime") {
    if (isShown) return "due";
    return progress?.state === "kept" && !isOff ? "settled" : "later";
  }
  const isOpen = (habit.plans[0]?.from ?? today) <= today && !isOff;
  return isShown || isOpen ? "anytime" : "later";
}

function createBeginnings(
  journal: Journal,
  calendar: Calendar,
): Pick<DayLists, "isAfterGap" | "isNew"> {
  const newest = createNewest(journal);
  const someDaysOf = keyed((id) => someDays(journal.pastOf(id).value.facts));
  const count = computed(() => {
    const days = journal.habits.value.flatMap(({ id }) => someDaysOf(id).value);
    return new Set(days).size;
  });
  return {
    isAfterGap: computed(
      () => newest.value !== "" && newest.value < addDays(calendar.today.value, -GAP_DAYS),
    ),
    isNew: computed(() => count.value > 0 && count.value <= HINT_DAYS),
  };
}

/** As many of the days on which something was logged as tell whether this is a beginning. */
function someDays(facts: HabitPast["facts"]): readonly LocalDate[] {
  const days = new Set<LocalDate>();
  for (const { on } of facts) {
    if (days.add(on).size > HINT_DAYS) break;
  }
  return [...days];
}
