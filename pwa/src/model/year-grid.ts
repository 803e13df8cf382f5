/** A year of days as columns of weeks, for the heatmap: weeks end at the one that holds today. */
import { startOfMonth, toDayNumber, toLocalDate, weekStart, type LocalDate } from "../core/dates";
import type { Day } from "./day-states";

export const YEAR_WEEKS = 52;
const WEEK = 7;

export interface YearSpan {
  /** First day of its first week. */
  readonly from: LocalDate;
  /** Last day of its last week, which may lie after today. */
  readonly to: LocalDate;
}

/** The newest year is number 0 and ends with this week; number 1 ends the week before it, and so on. */
export function yearSpan(today: LocalDate, weekStartsOn: number, number: number): YearSpan {
  const thisWeek = weekStart(toDayNumber(today), weekStartsOn);
  const last = thisWeek + WEEK - 1 - number * YEAR_WEEKS * WEEK;
  return { from: toLocalDate(last + 1 - YEAR_WEEKS * WEEK), to: toLocalDate(last) };
}

/** How many such years reach back to a day; at least one. */
export function yearsSince(firstOn: LocalDate, today: LocalDate, weekStartsOn: number): number {
  const { from } = yearSpan(today, weekStartsOn, 0);
  const before = toDayNumber(from) - toDayNumber(firstOn);
  return 1 + Math.max(0, Math.ceil(before / (YEAR_WEEKS * WEEK)));
}

export interface MonthCount {
  /** Its first day. */
  readonly month: LocalDate;
  readonly kept: number;
  readonly covered: number;
  readonly rest: number;
}

/** The same days counted by month, newest first; months in which nothing was noted are left out. */
export function monthCounts(days: readonly Day[]): readonly MonthCount[] {
  const counts = new Map<LocalDate, { kept: number; covered: number; rest: number }>();
  for (const { on, state } of days) {
    if (state !== "kept" && state !== "covered" && state !== "rest") continue;
    const month = startOfMonth(on);
    const count = counts.get(month) ?? { kept: 0, covered: 0, rest: 0 };
    count[state] += 1;
    counts.set(month, count);
  }
  return [...counts].map(([month, count]) => ({ month, ...count })).reverse();
}
