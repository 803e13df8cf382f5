/** What was kept in the seven days up to a date. */
import { addDays, daysBetween, type LocalDate } from "../core/dates";
import type { DayState } from "../model/day-states";
import type { Habit } from "../model/habit-record";
import type { StandingPromise } from "../model/promises";
import type { Journal } from "./journal";
import { weekOf, type LookedAt } from "./summaries";

export interface HabitWeek {
  readonly habit: Habit;
  /** Oldest first. */
  readonly days: readonly DayState[];
  readonly kept: number;
}

export interface Week {
  /** Habits of which something was kept or rested, most often kept first. */
  readonly habits: readonly HabitWeek[];
  /** Promises that were kept in these days, and still stand as kept; the earlier kept first. */
  readonly promises: readonly StandingPromise[];
  /** How many things were kept on each of the seven days, oldest first. */
  readonly keptByDay: readonly number[];
  readonly kept: number;
}

const SILENT: ReadonlySet<DayState> = new Set(["none", "missed", "pending", "covered"]);

const DAYS = 7;

export function weekUpTo(
  journal: Journal,
  promises: readonly StandingPromise[],
  looked: LookedAt,
): Week {
  const { on } = looked;
  const preferences = journal.preferences.value;
  const all = journal.habits.value.map((habit) => {
    const days = weekOf(habit, journal.pastOf(habit.id).value, preferences, looked);
    return { habit, days, kept: days.filter(isKept).length };
  });
  const kept = promises.filter((promise) => keptDayAt(promise, on) !== null);
  const keptByDay = Array.from(
    { length: DAYS },
    (_, at) =>
      all.filter(({ days }) => isKept(days[at])).length +
      kept.filter((promise) => keptDayAt(promise, on) === at).length,
  );
  return {
    habits: all
      .filter(({ days }) => days.some((day) => !SILENT.has(day)))
      .sort((left, right) => right.kept - left.kept),
    promises: kept.toSorted(
      (left, right) => (keptDayAt(left, on) ?? 0) - (keptDayAt(right, on) ?? 0),
    ),
    keptByDay,
    kept: keptByDay.reduce((sum, count) => sum + count, 0),
  };
}

const isKept = (day: DayState | undefined): boolean => day === "kept";

/** On which of the seven days it was kept, oldest first; null when it was not within them. */
function keptDayAt({ standing }: StandingPromise, on: LocalDate): number | null {
  if (standing.outcome !== "kept" || standing.settledOn === null) return null;
  const at = daysBetween(addDays(on, 1 - DAYS), standing.settledOn);
  return at >= 0 && at < DAYS ? at : null;
}
