/** What was kept in the seven days up to a date. */
import type { LocalDate } from "../core/dates";
import type { DayState } from "../model/day-states";
import type { Habit } from "../model/habit-record";
import type { Journal } from "./journal";
import { weekOf } from "./summaries";

export interface HabitWeek {
  readonly habit: Habit;
  /** Oldest first. */
  readonly days: readonly DayState[];
  readonly kept: number;
}

export interface Week {
  /** Habits of which something was kept or rested, most often kept first. */
  readonly habits: readonly HabitWeek[];
  /** How many things were kept on each of the seven days, oldest first. */
  readonly keptByDay: readonly number[];
  readonly kept: number;
}

const SILENT: ReadonlySet<DayState> = new Set(["none", "missed", "pending", "covered"]);

export function weekUpTo(journal: Journal, on: LocalDate): Week {
  const preferences = journal.preferences.value;
  const all = journal.habits.value.map((habit) => {
    const days = weekOf(habit, journal.pastOf(habit.id).value, preferences, on);
    return { habit, days, kept: days.filter(isKept).length };
  });
  const keptByDay = Array.from(
    { length: 7 },
    (_, at) => all.filter(({ days }) => isKept(days[at])).length,
  );
  return {
    habits: all
      .filter(({ days }) => days.some((day) => !SILENT.has(day)))
      .sort((left, right) => right.kept - left.kept),
    keptByDay,
    kept: keptByDay.reduce((sum, kept) => sum + kept, 0),
  };
}

const isKept = (day: DayState | undefined): boolean => day === "kept";
