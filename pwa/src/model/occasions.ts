/**
 * The row of a habit's occasions, oldest first, and which days are done or off.
 *
 * The same as server/habits/occasions.py. Days are numbers here and their marks lie in typed arrays,
 * so that fifty habits of ten years are walked within one frame or two.
 */
import {
  monthSpan,
  toDayNumber,
  toDayNumbers,
  weekdayOf,
  weekStart,
  type DayNumber,
  type LocalDate,
} from "../core/dates";
import type { Entry, History, Pause, Plan } from "./habits";

/** Sums of decimal fractions stray by less than this share: 0.1 + 0.2 meets a target of 0.3. */
const AMOUNT_TOLERANCE = 1e-9;
const WEEK = 7;
const LONGEST_MONTH = 31;

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

/** A mark for each day from `first` on: 1 where it holds, also 0 for any day outside. */
export interface Marks {
  readonly first: DayNumber;
  readonly bits: Uint8Array;
}

/** A history made ready: the plans in order, and the days that count. */
export interface Diary {
  readonly today: DayNumber;
  readonly start: DayNumber;
  readonly firstFrom: DayNumber;
  readonly weekStartsOn: number;
  readonly stretches: readonly Stretch[];
  /** Sum of the amounts done, by day from `start` on. */
  readonly totals: Float64Array;
  /** The days that met their target; none after today. */
  readonly done: Marks;
  /** The days of a rest or a pause. */
  readonly off: Marks;
}

/** Sort the facts by day; from a `begin` only those of its `since` and later. */
export function openDiary(history: History, begin: Start | null): Diary {
  const today = toDayNumber(history.today);
  const stretches = toStretches(history.plans);
  const firstFrom = stretches[0]?.first ?? today;
  const days = toDayNumbers(history.entries);
  const start =
    begin === null ? earliest(history.entries, days, today, firstFrom) : toDayNumber(begin.since);
  const diary = {
    today,
    start,
    firstFrom: begin === null ? firstFrom : toDayNumber(begin.firstFrom),
    weekStartsOn: history.weekStartsOn,
    stretches,
    ...emptyDays(start, today + reachOf(history.plans)),
  };
  markEntries(diary, history.entries, days);
  markPauses(diary.off, history.pauses);
  clearUnmet(diary);
  return diary;
}

/** From the diary's start to the occasion that holds today, or is the last before it. */
export function occasions(diary: Diary): readonly Occasion[] {
  const row: Occasion[] = [];
  for (const [index, stretch] of diary.stretches.entries()) {
    // Days before the first plan follow its rule too: they were logged before the habit was set up.
    const first = index === 0 ? diary.start : Math.max(stretch.first, diary.start);
    const { rule } = stretch.plan;
    if (rule.kind === "days") addListedDays(row, diary, stretch, rule.weekdays, first);
    else if (rule.kind !== "anytime") addSpans(row, diary, stretch, first);
  }
  return row;
}

/** The stretch that governs a day; the first one also governs the days before it. */
export function stretchOn(stretches: readonly Stretch[], day: DayNumber): Stretch | undefined {
  return stretches.findLast(({ first }) => first <= day) ?? stretches[0];
}

export const isMarked = ({ first, bits }: Marks, day: DayNumber): boolean =>
  bits[day - first] === 1;

/** How many days from `first` to `last`, both included, are marked. */
export function countMarked(marks: Marks, first: DayNumber, last: DayNumber): number {
  if (first === last) return marks.bits[first - marks.first] ?? 0;
  let count = 0;
  for (let at = first - marks.first; at <= last - marks.first; at += 1)
    count += marks.bits[at] ?? 0;
  return count;
}

/** Whether a day's total lies on the right side of the plan's target. */
export function meetsTarget({ target, direction }: Plan, total: number): boolean {
  const slack = AMOUNT_TOLERANCE * Math.max(1, target.amount);
  return direction === "at_least" ? total >= target.amount - slack : total <= target.amount + slack;
}

function addListedDays(
  row: Occasion[],
  diary: Diary,
  stretch: Stretch,
  weekdays: readonly number[],
  first: DayNumber,
): void {
  const isListed = Array.from({ length: WEEK + 1 }, (_, weekday) => weekdays.includes(weekday));
  const lastStart = Math.min(stretch.last, diary.today);
  let weekday = weekdayOf(first);
  for (let day = first; day <= lastStart; day += 1) {
    if (isListed[weekday] === true) {
      row.push({ stretch, start: day, end: day, wholeEnd: day, length: 1 });
    }
    weekday = weekday === WEEK ? 1 : weekday + 1;
  }
}

function addSpans(row: Occasion[], diary: Diary, stretch: Stretch, first: DayNumber): void {
  const lastStart = Math.min(stretch.last, diary.today);
  let start = first;
  while (start <= lastStart) {
    const { wholeStart, wholeEnd } = wholeSpan(diary, stretch, start);
    const end = Math.min(wholeEnd, stretch.last);
    row.push({ stretch, start, end, wholeEnd, length: wholeEnd - wholeStart + 1 });
    start = wholeEnd + 1;
  }
}

/** The window, week or month that holds a day, whatever the plans. */
function wholeSpan(
  diary: Diary,
  { plan: { rule }, first }: Stretch,
  day: DayNumber,
): { readonly wholeStart: DayNumber; readonly wholeEnd: DayNumber } {
  if (rule.kind === "interval") {
    const wholeStart = first + Math.floor((day - first) / rule.days) * rule.days;
    return { wholeStart, wholeEnd: wholeStart + rule.days - 1 };
  }
  if (rule.kind === "times" && rule.per === "month") {
    const month = monthSpan(day);
    return { wholeStart: month.first, wholeEnd: month.last };
  }
  const wholeStart = weekStart(day, diary.weekStartsOn);
  return { wholeStart, wholeEnd: wholeStart + WEEK - 1 };
}

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

/** The first day of the row: the first plan's, or that of a `done` entry before it. */
function earliest(
  entries: readonly Entry[],
  days: Int32Array,
  today: DayNumber,
  firstFrom: DayNumber,
): DayNumber {
  let first = firstFrom;
  for (let index = 0; index < days.length; index += 1) {
    const day = days[index] ?? first;
    if (day < first && day <= today && isLiveDone(entries[index])) first = day;
  }
  return first;
}

const isLiveDone = (entry: Entry | undefined): boolean =>
  entry?.kind === "done" && entry.withdrawn !== true;

/** Bounds how far today's occasion can reach after today. */
const reachOf = (plans: readonly Plan[]): number =>
  plans.reduce(
    (reach, { rule }) => (rule.kind === "interval" ? Math.max(reach, rule.days) : reach),
    LONGEST_MONTH,
  );

function emptyDays(first: DayNumber, last: DayNumber): Pick<Diary, "totals" | "done" | "off"> {
  const size = Math.max(0, last - first + 1);
  return {
    totals: new Float64Array(size),
    done: { first, bits: new Uint8Array(size) },
    off: { first, bits: new Uint8Array(size) },
  };
}

/** Add up what was done on each day, mark it as done for now, and mark the days of rest. */
function markEntries(
  { today, start, totals, done, off }: Diary,
  entries: readonly Entry[],
  days: Int32Array,
): void {
  for (let index = 0; index < days.length; index += 1) {
    const day = days[index] ?? today + 1;
    const entry = entries[index];
    if (entry === undefined || entry.withdrawn === true || day < start || day > today) continue;
    if (entry.kind === "rest") off.bits[day - start] = 1;
    else {
      totals[day - start] = (totals[day - start] ?? 0) + entry.amount;
      done.bits[day - start] = 1;
    }
  }
}

function markPauses({ first, bits }: Marks, pauses: readonly Pause[]): void {
  for (const { from, to } of pauses) {
    const begin = Math.max(0, toDayNumber(from) - first);
    const end = to === null ? bits.length : toDayNumber(to) - first + 1;
    if (end > begin) bits.fill(1, begin, end);
  }
}

/** Take the mark of done off the days whose total missed the target of their plan. */
function clearUnmet({ start, today, stretches, totals, done }: Diary): void {
  if (stretches.length === 0) done.bits.fill(0);
  for (const [index, { plan, first, last }] of stretches.entries()) {
    const begin = index === 0 ? 0 : Math.max(0, first - start);
    const end = Math.min(last, today) - start;
    for (let at = begin; at <= end; at += 1) {
      if (done.bits[at] === 1 && !meetsTarget(plan, totals[at] ?? 0)) done.bits[at] = 0;
    }
  }
}
