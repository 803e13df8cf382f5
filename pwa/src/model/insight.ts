/** What the years of one habit look like: the strength after each occasion, the weekdays, the runs. */
import { toLocalDate, weekdayOf, type LocalDate } from "../core/dates";
import type { History } from "./habits";
import { isMarked, occasions, openDiary, stretchOn, type Diary } from "./occasions";
import { resume, walk, type Run } from "./streaks";

/** An occasion that is decided: kept, also before its time is over, or over and not kept. */
export interface Closed {
  readonly from: LocalDate;
  /** Today at the latest. */
  readonly to: LocalDate;
  readonly isKept: boolean;
  /** Not kept, and a spare stood in for it. */
  readonly isCovered: boolean;
  /** After it, 0–1. */
  readonly strength: number;
}

export interface WeekdayCount {
  /** ISO, 1 = Monday. */
  readonly weekday: number;
  readonly kept: number;
  /** Null where no weekday is due by itself, as in "three times a week". */
  readonly due: number | null;
}

export interface RateCount {
  readonly kept: number;
  readonly due: number;
}

export interface Insight {
  /** Oldest first. */
  readonly closed: readonly Closed[];
  /** Monday first. */
  readonly weekdays: readonly WeekdayCount[];
  /** The day that a history looks back to: the first plan's first day, or an entry before it. */
  readonly firstOn: LocalDate;
}

const MAX_POINTS = 120;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The whole history is needed: what a checkpoint has folded away cannot be drawn. */
export function insightOf(history: History): Insight {
  const diary = openDiary(history, null);
  const row = occasions(diary);
  const fold = resume(null);
  const closed: Closed[] = [];
  const isByWeekday = stretchOn(diary.stretches, diary.today)?.plan.rule.kind === "days";
  const dueDays: number[] = [];
  walk(diary, history.grace, fold, row, ({ start, end, stretch }, { state }, isCovered) => {
    if (state !== "kept" && state !== "missed") return;
    if (stretch.plan.rule.kind === "days") dueDays.push(start);
    closed.push({
      from: toLocalDate(start),
      to: toLocalDate(Math.min(end, diary.today)),
      isKept: state === "kept",
      isCovered,
      strength: fold.strength,
    });
  });
  return {
    closed,
    weekdays: isByWeekday ? countDue(diary, dueDays) : countDone(diary),
    firstOn: toLocalDate(diary.start),
  };
}

function countDue(diary: Diary, days: readonly number[]): readonly WeekdayCount[] {
  return WEEKDAYS.map((weekday) => {
    const due = days.filter((day) => weekdayOf(day) === weekday);
    return {
      weekday,
      due: due.length,
      kept: due.filter((day) => isMarked(diary.done, day)).length,
    };
  });
}

function countDone({ done, start, today }: Diary): readonly WeekdayCount[] {
  const counts = WEEKDAYS.map((weekday) => ({ weekday, kept: 0, due: null }));
  for (let day = start; day <= today; day += 1) {
    const count = counts[weekdayOf(day) - 1];
    if (count !== undefined && isMarked(done, day)) count.kept += 1;
  }
  return counts;
}

/** At most 120 of them, evenly chosen; the first and the last always. */
export function thinned<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= MAX_POINTS) return items;
  const stride = (items.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, at) => items[Math.round(at * stride)]).filter(
    (item) => item !== undefined,
  );
}

/** The counts behind a rate: what closed from `since` on and before today. */
export function rateCount(
  closed: readonly Closed[],
  since: LocalDate,
  today: LocalDate,
): RateCount {
  const recent = closed.filter(({ to }) => to >= since && to < today);
  return { kept: recent.filter(({ isKept }) => isKept).length, due: recent.length };
}

/** The longest and the latest, the latest first; of equal ones the later counts as longer. */
export function notableRuns(runs: readonly Run[], most: number): readonly Run[] {
  const latest = runs.at(-1);
  const longest = runs
    .filter((run) => run !== latest)
    .sort((left, right) => right.length - left.length || (left.to > right.to ? -1 : 1))
    .slice(0, most - 1);
  const chosen = latest === undefined ? longest : [latest, ...longest];
  return chosen.sort((left, right) => (left.to > right.to ? -1 : 1));
}
