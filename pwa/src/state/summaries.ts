/** What a habit's past adds up to: computed once per change, shared by all screens. */
import type { ReadonlySignal } from "@preact/signals";
import { addDays, type LocalDate } from "../core/dates";
import type { HabitPast } from "../db/history";
import { dayStates, type Day, type DayState } from "../model/day-states";
import type { Habit } from "../model/habit-record";
import type { History, Pause } from "../model/habits";
import type { Preferences } from "../model/preferences";
import { evaluate, occasionProgress, type Progress, type Result } from "../model/streaks";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";
import { keyed } from "./keyed";

export interface Summary {
  readonly streak: Result;
  /** The occasion that holds today, or null when nothing is ever due. */
  readonly progress: Progress | null;
}

export function historyOf(
  habit: Habit,
  past: HabitPast,
  preferences: Preferences,
  today: LocalDate,
): History {
  return {
    today,
    weekStartsOn: preferences.weekStartsOn,
    grace: preferences.grace,
    plans: habit.plans,
    pauses: pausesOf(habit, preferences),
    entries: past.facts,
  };
}

/** The habit's own time off, and that from everything. */
export const pausesOf = (habit: Habit, preferences: Preferences): readonly Pause[] => [
  ...habit.pauses,
  ...preferences.pauses,
];

/** How each day from `from` to `to` stands, oldest first; days after `today` are still to come. */
export function daysBetween(
  habit: Habit,
  past: HabitPast,
  preferences: Preferences,
  today: LocalDate,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): readonly Day[] {
  return dayStates(historyOf(habit, past, preferences, today), from, to, past.checkpoint);
}

/** A day that is looked at, and the one that it is. */
export interface LookedAt {
  readonly on: LocalDate;
  readonly today: LocalDate;
}

/** The seven days up to and with `on`, as they stand today. */
export function weekOf(
  habit: Habit,
  past: HabitPast,
  preferences: Preferences,
  { on, today }: LookedAt,
): readonly DayState[] {
  // After a journey west, what was logged may lie ahead of this day.
  const latest = on > today ? on : today;
  const span = { from: addDays(on, -6), to: on };
  return daysBetween(habit, past, preferences, latest, span).map((day) => day.state);
}

export interface Summaries {
  readonly of: (habitId: string) => ReadonlySignal<Summary | null>;
}

export function createSummaries(journal: Journal, calendar: Calendar): Summaries {
  const summarise = (id: string): Summary | null => {
    const habit = journal.habit(id);
    if (habit === undefined) return null;
    const past = journal.pastOf(id).value;
    const today = calendar.today.value;
    const history = historyOf(habit, past, journal.preferences.value, today);
    return {
      streak: evaluate(history, past.checkpoint),
      progress: occasionProgress(history, past.checkpoint),
    };
  };
  return { of: keyed(summarise) };
}
