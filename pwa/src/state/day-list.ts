/** Which habits a day asks for, and which of them are kept. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { addDays, type LocalDate } from "../core/dates";
import { habitDay } from "../model/habit-day";
import { planOn, type Habit } from "../model/habit-record";
import type { History } from "../model/habits";
import { pauseOn } from "../model/pauses";
import { occasionProgress, type Progress } from "../model/streaks";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";
import { historyOf } from "./summaries";

export const STRIP_DAYS = 7;
const GAP_DAYS = 4;
const HINT_DAYS = 3;

export interface DayList {
  /** Asked for on that day, or logged on it anyway. */
  readonly due: readonly Habit[];
  /** How many of `due` are kept. */
  readonly kept: number;
  /** Never asked for, and welcome on any day. */
  readonly anytime: readonly Habit[];
  /** Not asked for on that day. */
  readonly later: readonly Habit[];
}

export interface DayLists {
  /** One of the last seven days. */
  readonly of: (on: LocalDate) => DayList;
  /** How the occasion that holds that day stood then; null where none does. */
  readonly progressOf: (habitId: string, on: LocalDate) => Progress | null;
  /** The last seven days, oldest first. */
  readonly strip: ReadonlySignal<readonly StripDay[]>;
  /** Somebody was here before, and nothing was logged for some days. */
  readonly isAfterGap: ReadonlySignal<boolean>;
  /** Somebody has just begun: show how to hold a circle. */
  readonly isNew: ReadonlySignal<boolean>;
}

export interface StripDay {
  readonly on: LocalDate;
  readonly kept: number;
  readonly due: number;
}

interface Standing {
  readonly list: Exclude<keyof DayList, "kept">;
  readonly isKept: boolean;
  readonly progress: Progress | null;
}

const NOT_ASKED: Standing = { list: "later", isKept: false, progress: null };

export function createDayLists(journal: Journal, calendar: Calendar): DayLists {
  const standings = createStandings(journal, calendar);
  const of = (on: LocalDate): DayList => {
    const all = journal.habits.value.map((habit) => ({ habit, ...standings(habit.id, on) }));
    const listed = (wanted: Standing["list"]): readonly Habit[] =>
      all.filter(({ list }) => list === wanted).map(({ habit }) => habit);
    return {
      due: listed("due"),
      kept: all.filter(({ list, isKept }) => list === "due" && isKept).length,
      anytime: listed("anytime"),
      later: listed("later"),
    };
  };
  const strip = computed(() =>
    lastDays(calendar.today.value).map((on) => {
      const { due, kept } = of(on);
      return { on, kept, due: due.length };
    }),
  );
  const progressOf = (id: string, on: LocalDate) => standings(id, on).progress;
  return { of, progressOf, strip, ...createBeginnings(journal, calendar) };
}

export const lastDays = (today: LocalDate): readonly LocalDate[] =>
  Array.from({ length: STRIP_DAYS }, (_, at) => addDays(today, at + 1 - STRIP_DAYS));

/** Each habit's week is a signal of its own, so that a tap counts one habit again and not all. */
function createStandings(
  journal: Journal,
  calendar: Calendar,
): (habitId: string, on: LocalDate) => Standing {
  const weeks = new Map<string, ReadonlySignal<ReadonlyMap<LocalDate, Standing>>>();
  const weekOf = (id: string): ReadonlyMap<LocalDate, Standing> => {
    const habit = journal.habit(id);
    const days = lastDays(calendar.today.value);
    return new Map(
      habit === undefined ? [] : days.map((on) => [on, standingOn(journal, habit, on)]),
    );
  };
  return (id, on) => {
    const week = weeks.get(id) ?? computed(() => weekOf(id));
    weeks.set(id, week);
    return week.value.get(on) ?? NOT_ASKED;
  };
}

function standingOn(journal: Journal, habit: Habit, on: LocalDate): Standing {
  const past = journal.pastOf(habit.id).value;
  const history = historyOf(habit, past, journal.preferences.value, on);
  const progress = occasionProgress(history, past.checkpoint);
  const day = habitDay(habit, past, on);
  const isDue = progress?.isDue === true;
  return {
    list: listOf(habit, history, isDue || day.entries.length > 0),
    isKept: day.isDone,
    progress,
  };
}

function listOf(habit: Habit, { pauses, today }: History, isAsked: boolean): Standing["list"] {
  const isAnytime = planOn(habit, today)?.rule.kind === "anytime";
  if (!isAnytime) return isAsked ? "due" : "later";
  const isOpen = (habit.plans[0]?.from ?? today) <= today && pauseOn(pauses, today) === undefined;
  return isAsked || isOpen ? "anytime" : "later";
}

function createBeginnings(
  journal: Journal,
  calendar: Calendar,
): Pick<DayLists, "isAfterGap" | "isNew"> {
  const loggedOn = computed(() => {
    const dates = new Set<LocalDate>();
    for (const { id } of journal.habits.value) {
      for (const fact of journal.pastOf(id).value.facts) dates.add(fact.on);
    }
    return dates;
  });
  const newest = computed(() => [...loggedOn.value].reduce((a, b) => (a > b ? a : b), ""));
  return {
    isAfterGap: computed(
      () => newest.value !== "" && newest.value < addDays(calendar.today.value, -GAP_DAYS),
    ),
    isNew: computed(() => loggedOn.value.size > 0 && loggedOn.value.size <= HINT_DAYS),
  };
}
