/**
 * The row of a habit's occasions, oldest first, and which days are done or off.
 *
 * The same as server/habits/occasions.py. Days are numbers here, so that ten years of them are
 * walked quickly.
 */
import {
  daysInMonth,
  toDayNumber,
  toLocalDate,
  weekdayOf,
  type DayNumber,
  type LocalDate,
} from "../core/dates";
import type { Entry, History, Pause, Plan } from "./habits";

/** Sums of decimal fractions stray by less than this share: 0.1 + 0.2 meets a target of 0.3. */
const AMOUNT_TOLERANCE = 1e-9;
const WEEK = 7;

/** Where a fold that is already known begins: nothing before `since` is looked at. */
export interface Start {
  readonly since: LocalDate;
  readonly firstFrom: LocalDate;
}

/** The days that one plan governs; `last` is Infinity where no newer plan follows. */
export interface Stretch {
  readonly plan: Plan;
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/**
 * One time at which a habit is due. `wholeEnd` is later than `end` where a newer plan cut it short;
 * `length` is that of the whole day, window, week or month, also where it was entered in the middle.
 */
export interface Occasion {
  readonly stretch: Stretch;
  readonly start: DayNumber;
  readonly end: DayNumber;
  readonly wholeEnd: DayNumber;
  readonly length: number;
}

/** A history made ready: the plans in order, and the days that count. */
export interface Diary {
  readonly today: DayNumber;
  readonly start: DayNumber;
  readonly firstFrom: DayNumber;
  readonly weekStartsOn: number;
  readonly stretches: readonly Stretch[];
  /** Sum of the amounts done, by day, up to today. */
  readonly totals: ReadonlyMap<DayNumber, number>;
  readonly isDone: (day: DayNumber) => boolean;
  readonly isOff: (day: DayNumber) => boolean;
}

export function openDiary(history: History, begin: Start | null): Diary {
  const today = toDayNumber(history.today);
  const stretches = toStretches(history.plans);
  const firstFrom = stretches[0]?.first ?? today;
  const since = begin === null ? -Infinity : toDayNumber(begin.since);
  const { totals, rests } = logged(history.entries, since, today);
  const pauses = history.pauses.map(toSpan);
  return {
    today,
    start: begin === null ? earliest(firstFrom, totals) : since,
    firstFrom: begin === null ? firstFrom : toDayNumber(begin.firstFrom),
    weekStartsOn: history.weekStartsOn,
    stretches,
    totals,
    isDone: (day) => isMet(stretches, day, totals.get(day)),
    isOff: (day) => rests.has(day) || pauses.some(([from, to]) => from <= day && day <= to),
  };
}

/** From the diary's start to the occasion that holds today, or is the last before it. */
export function* occasions(diary: Diary): Generator<Occasion> {
  for (const [index, stretch] of diary.stretches.entries()) {
    // Days before the first plan follow its rule too: they were logged before the habit was set up.
    const first = index === 0 ? diary.start : Math.max(stretch.first, diary.start);
    const lastStart = Math.min(stretch.last, diary.today);
    const { rule } = stretch.plan;
    if (rule.kind === "days") yield* listedDays(stretch, rule.weekdays, first, lastStart);
    else if (rule.kind !== "anytime") yield* spans(diary, stretch, first, lastStart);
  }
}

/** The stretch that governs a day; the first one also governs the days before it. */
export function stretchOn(stretches: readonly Stretch[], day: DayNumber): Stretch | undefined {
  for (let index = stretches.length - 1; index > 0; index -= 1) {
    const stretch = stretches[index];
    if (stretch !== undefined && stretch.first <= day) return stretch;
  }
  return stretches[0];
}

export function countDays(
  holds: (day: DayNumber) => boolean,
  first: DayNumber,
  last: DayNumber,
): number {
  let count = 0;
  for (let day = first; day <= last; day += 1) if (holds(day)) count += 1;
  return count;
}

/** Whether the day's total lies on the right side of the plan's target; silence never does. */
export function isMet(
  stretches: readonly Stretch[],
  day: DayNumber,
  total: number | undefined,
): boolean {
  const plan = stretchOn(stretches, day)?.plan;
  return plan !== undefined && total !== undefined && meetsTarget(plan, total);
}

export function meetsTarget({ target, direction }: Plan, total: number): boolean {
  const slack = AMOUNT_TOLERANCE * Math.max(1, target.amount);
  return direction === "at_least" ? total >= target.amount - slack : total <= target.amount + slack;
}

function* listedDays(
  stretch: Stretch,
  weekdays: readonly number[],
  first: DayNumber,
  lastStart: DayNumber,
): Generator<Occasion> {
  const isListed = Array.from({ length: WEEK + 1 }, (_, weekday) => weekdays.includes(weekday));
  for (let day = first; day <= lastStart; day += 1) {
    if (isListed[weekdayOf(day)] === true) {
      yield { stretch, start: day, end: day, wholeEnd: day, length: 1 };
    }
  }
}

function* spans(
  diary: Diary,
  stretch: Stretch,
  first: DayNumber,
  lastStart: DayNumber,
): Generator<Occasion> {
  let start = first;
  while (start <= lastStart) {
    const { wholeEnd, length } = wholeSpan(diary, stretch, start);
    yield { stretch, start, end: Math.min(wholeEnd, stretch.last), wholeEnd, length };
    start = wholeEnd + 1;
  }
}

/** Where the window, week or month that holds a day ends, and how long the whole of it is. */
function wholeSpan(
  diary: Diary,
  { plan: { rule }, first }: Stretch,
  start: DayNumber,
): { wholeEnd: DayNumber; length: number } {
  if (rule.kind === "interval") {
    const into = modulo(start - first, rule.days);
    return { wholeEnd: start + rule.days - 1 - into, length: rule.days };
  }
  if (rule.kind === "times" && rule.per === "month") {
    const on = toLocalDate(start);
    const length = daysInMonth(on);
    return { wholeEnd: start + length - Number(on.slice(8)), length };
  }
  const into = modulo(weekdayOf(start) - diary.weekStartsOn, WEEK);
  return { wholeEnd: start + WEEK - 1 - into, length: WEEK };
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/** Of several plans with the same first day the last one listed stands. */
function toStretches(plans: readonly Plan[]): readonly Stretch[] {
  const planByFirst = new Map(plans.map((plan) => [toDayNumber(plan.from), plan]));
  const ordered = [...planByFirst].sort(([left], [right]) => left - right);
  return ordered.map(([first, plan], index) => ({
    plan,
    first,
    last: (ordered[index + 1]?.[0] ?? Infinity) - 1,
  }));
}

function logged(
  entries: readonly Entry[],
  since: DayNumber,
  today: DayNumber,
): { totals: Map<DayNumber, number>; rests: Set<DayNumber> } {
  const totals = new Map<DayNumber, number>();
  const rests = new Set<DayNumber>();
  for (const entry of entries) {
    if (entry.withdrawn === true) continue;
    const day = toDayNumber(entry.on);
    if (day < since || day > today) continue;
    if (entry.kind === "done") totals.set(day, (totals.get(day) ?? 0) + entry.amount);
    else rests.add(day);
  }
  return { totals, rests };
}

function earliest(firstFrom: DayNumber, totals: ReadonlyMap<DayNumber, number>): DayNumber {
  let first = firstFrom;
  for (const day of totals.keys()) if (day < first) first = day;
  return first;
}

const toSpan = ({ from, to }: Pause): readonly [DayNumber, DayNumber] => [
  toDayNumber(from),
  to === null ? Infinity : toDayNumber(to),
];
