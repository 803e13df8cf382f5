/**
 * Streaks, spares and strength: what a habit's history comes to.
 *
 * docs/streaks.md tells the rule in words; server/habits/rules.py is this same function for the
 * server, and contract/cases/streaks.json binds the two. Everything comes in as an argument; no clock
 * is read.
 */
import { toDayNumber, toLocalDate, type DayNumber, type LocalDate } from "../core/dates";
import type { History, Rule } from "./habits";
import {
  countMarked,
  isMarked,
  occasions,
  openDiary,
  stretchOn,
  type Diary,
  type Occasion,
  type Start,
  type Stretch,
} from "./occasions";

export type OccasionState = "kept" | "off" | "pending" | "missed";

/** A streak: the first day of its first kept occasion, the last day of its last, how many it kept. */
export interface Run {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly length: number;
}

export interface Result {
  /** current, best, kept and covered count occasions. */
  readonly current: number;
  readonly best: number;
  readonly kept: number;
  readonly covered: number;
  /** How many misses the reserve is worth; strict grace covers none all the same. */
  readonly spares: number;
  /** Null when no occasion holds today. */
  readonly stateToday: OccasionState | null;
  readonly doneToday: boolean;
  readonly runs: readonly Run[];
  /** Kept share of what closed in the last 30 days; null when nothing did. */
  readonly rate30: number | null;
  readonly rate90: number | null;
  /** 0–1 */
  readonly strength: number;
}

/** The whole state of the fold between two occasions: everything before `before` is in it. */
export interface Checkpoint {
  readonly before: LocalDate;
  readonly current: number;
  readonly best: number;
  readonly kept: number;
  readonly covered: number;
  readonly reserve: number;
  readonly strength: number;
  /** First day of the first plan. */
  readonly firstFrom: LocalDate;
  /** The last one is open while `current` > 0. */
  readonly runs: readonly Run[];
}

/** How the occasion that holds today is going. */
export interface Progress {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly doneDays: number;
  readonly required: number;
  readonly state: OccasionState;
  /** Today's list shows it: today counts and is done, or could still help. */
  readonly isDue: boolean;
}

const FIRST_RESERVE = 6;
const PRICE_UNDER_A_WEEK = 6;
const PRICE_FROM_A_WEEK = 4;
const WEEK = 7;
const MAX_SPARES = 2;
/** Kept daily, strength lacks half as much after this many days (the constant of Loop's score). */
const HALVING_DAYS = 13;
const LONGEST_RATE_DAYS = 90;

interface OpenRun {
  first: DayNumber;
  last: DayNumber;
  length: number;
}

export interface Fold {
  current: number;
  best: number;
  kept: number;
  covered: number;
  reserve: number;
  strength: number;
  readonly runs: OpenRun[];
  /** The last of `runs` while `current` > 0. */
  open: OpenRun | null;
}

export interface Verdict {
  readonly state: OccasionState;
  readonly doneDays: number;
  readonly required: number;
}

/** An occasion that was due and is over. */
interface Closing {
  readonly day: DayNumber;
  readonly isKept: boolean;
}

/** Told about each occasion in turn; `isCovered` means something for a missed one only. */
type Visit = (occasion: Occasion, verdict: Verdict, isCovered: boolean) => void;

/**
 * Streak, spares, rates and strength at `history.today`.
 *
 * With a checkpoint the entries before its `before` are not looked at, and the result is that of the
 * whole history; only a rate needs `before` to lie its 30 or 90 days before today. An `anytime`
 * habit has no occasions: nothing but `doneToday` ever moves.
 */
export function evaluate(history: History, checkpoint: Checkpoint | null = null): Result {
  const diary = openDiary(history, startOf(checkpoint));
  const fold = resume(checkpoint);
  const closings: Closing[] = [];
  let stateToday: OccasionState | null = null;
  walk(diary, history.grace, fold, occasions(diary), ({ end }, { state }) => {
    if (end < diary.today - LONGEST_RATE_DAYS) return;
    if (end >= diary.today) stateToday = state;
    else if (state === "kept" || state === "missed") {
      closings.push({ day: end, isKept: state === "kept" });
    }
  });
  return {
    ...countsOf(fold),
    spares: sparesOf(diary, fold),
    stateToday,
    doneToday: isMarked(diary.done, diary.today),
    runs: fold.runs.map(toRun),
    rate30: rateSince(closings, diary.today - 30),
    rate90: rateSince(closings, diary.today - LONGEST_RATE_DAYS),
    strength: fold.strength,
  };
}

/**
 * The fold after the last whole occasion that ends before `before`, and before today; null when
 * there is none. Its own `before` is the day after that occasion. A week or month that a newer plan
 * cut short leans on its rest days after the cut too, so no checkpoint falls between the two.
 */
export function checkpoint(history: History, before: LocalDate): Checkpoint | null {
  const diary = openDiary(history, null);
  const row = occasions(diary);
  const length = boundaryOf(row, Math.min(toDayNumber(before), diary.today));
  const last = row[length - 1];
  if (last === undefined) return null;
  const fold = resume(null);
  walk(diary, history.grace, fold, row.slice(0, length));
  return {
    before: toLocalDate(last.end + 1),
    ...countsOf(fold),
    reserve: fold.reserve,
    strength: fold.strength,
    firstFrom: toLocalDate(diary.firstFrom),
    runs: fold.runs.map(toRun),
  };
}

/** How the occasion that holds today is going; null when none does. */
export function occasionProgress(
  history: History,
  checkpoint: Checkpoint | null = null,
): Progress | null {
  const diary = openDiary(history, startOf(checkpoint));
  const newest = occasions(diary).at(-1);
  if (newest === undefined || newest.end < diary.today) return null;
  const verdict = judge(diary, newest);
  const couldHelp = diary.today >= diary.firstFrom && !isMarked(diary.off, diary.today);
  return {
    from: toLocalDate(newest.start),
    to: toLocalDate(newest.end),
    ...verdict,
    isDue: isMarked(diary.done, diary.today) || (verdict.state === "pending" && couldHelp),
  };
}

/** Fold each occasion of a row, and tell `visit` what came of it. */
export function walk(
  diary: Diary,
  grace: History["grace"],
  fold: Fold,
  row: readonly Occasion[],
  visit?: Visit,
): void {
  let terms: Terms | null = null;
  // At the app's start nothing is compiled yet, and forEach is the loop that is fast all the same.
  row.forEach((occasion) => {
    const verdict = judge(diary, occasion);
    let isCovered = false;
    if (verdict.state === "kept" || verdict.state === "missed") {
      // Powers and roots are taken again only where the plan or the length changes.
      if (terms?.stretch !== occasion.stretch || terms.length !== occasion.length) {
        terms = termsOf(occasion);
      }
      if (verdict.state === "kept") keep(fold, occasion, terms.price);
      else isCovered = miss(fold, terms.price, grace);
      strengthen(fold, verdict, terms.decay);
    }
    visit?.(occasion, verdict, isCovered);
  });
}

/** A reserve that was saved under a dearer plan may lie above this one's limit, and stays. */
function keep(fold: Fold, { start, end }: Occasion, price: number): void {
  if (fold.open === null) {
    fold.open = { first: start, last: end, length: 1 };
    fold.runs.push(fold.open);
  } else {
    fold.open.last = end;
    fold.open.length += 1;
  }
  fold.current += 1;
  fold.kept += 1;
  if (fold.current > fold.best) fold.best = fold.current;
  if (fold.reserve < MAX_SPARES * price) fold.reserve += 1;
}

/** Let a spare cover the miss, or end the streak; tells whether it was covered. */
function miss(fold: Fold, price: number, grace: History["grace"]): boolean {
  if (grace === "gentle" && fold.reserve >= price) {
    fold.reserve -= price;
    fold.covered += 1;
    return true;
  }
  fold.open = null;
  fold.current = 0;
  fold.reserve = 0;
  return false;
}

/** Move the strength towards what was done of the occasion; the limit only catches rounding. */
function strengthen(fold: Fold, { state, doneDays, required }: Verdict, decay: number): void {
  const value = state === "kept" ? 1 : doneDays / required;
  const strength = fold.strength * decay + value * (1 - decay);
  fold.strength = strength > 1 ? 1 : strength;
}

/** One occasion, in the order of the table of states in docs/streaks.md. */
function judge(diary: Diary, occasion: Occasion): Verdict {
  const doneDays = countMarked(diary.done, occasion.start, occasion.end);
  const required = requiredDays(diary, occasion);
  const state = doneDays >= required ? "kept" : stateUnlessKept(diary, occasion);
  return { state, doneDays, required };
}

function requiredDays(diary: Diary, occasion: Occasion): number {
  const { rule } = occasion.stretch.plan;
  if (rule.kind !== "times") return 1;
  // A short month cannot ask for more days than it has.
  const asked = Math.min(rule.times, occasion.length);
  return Math.max(1, Math.ceil((asked * availableDays(diary, occasion)) / occasion.length));
}

function stateUnlessKept(diary: Diary, occasion: Occasion): OccasionState {
  const { start, end, wholeEnd } = occasion;
  const isCut = wholeEnd > end;
  if (isCut || end < diary.firstFrom || availableDays(diary, occasion) === 0) return "off";
  if (end >= diary.today) return "pending";
  // A habit set up late in the day or the week has not failed its first occasion.
  return start <= diary.firstFrom ? "off" : "missed";
}

/** The days that are neither off nor before the first plan, also those that a newer plan took. */
function availableDays(diary: Diary, { start, wholeEnd }: Occasion): number {
  const first = Math.max(start, diary.firstFrom);
  if (first > wholeEnd) return 0;
  return wholeEnd - first + 1 - countMarked(diary.off, first, wholeEnd);
}

interface Terms {
  readonly stretch: Stretch;
  readonly length: number;
  readonly price: number;
  /** The share of strength that outlives the occasion. */
  readonly decay: number;
}

function termsOf({ stretch, length }: Occasion): Terms {
  const { rule } = stretch.plan;
  return { stretch, length, price: priceOf(rule), decay: decayOf(rule, length) };
}

const priceOf = (rule: Rule): number => (costsSix(rule) ? PRICE_UNDER_A_WEEK : PRICE_FROM_A_WEEK);

/** A spare is the fruit of six kept times; of four, where they are a week apart or more. */
export const costsSix = (rule: Rule): boolean => spacingOf(rule) < WEEK;

/** Mean days between due times; a month counts as longer than a week, whatever its length. */
function spacingOf(rule: Rule): number {
  if (rule.kind === "days") return WEEK / new Set(rule.weekdays).size;
  return rule.kind === "interval" ? rule.days : WEEK;
}

function decayOf(rule: Rule, length: number): number {
  const days = rule.kind === "days" ? spacingOf(rule) : length;
  const daysBetween = rule.kind === "times" ? length / Math.min(rule.times, length) : days;
  return 0.5 ** ((days * Math.sqrt(1 / daysBetween)) / HALVING_DAYS);
}

/** How many occasions of a row come before the last boundary that lies before `before`. */
function boundaryOf(row: readonly Occasion[], before: DayNumber): number {
  let count = 0;
  let reach = -Infinity;
  for (const [index, occasion] of row.entries()) {
    reach = Math.max(reach, occasion.wholeEnd);
    if (occasion.end < before && reach === occasion.end) count = index + 1;
  }
  return count;
}

export const startOf = (checkpoint: Checkpoint | null): Start | null =>
  checkpoint === null ? null : { since: checkpoint.before, firstFrom: checkpoint.firstFrom };

export function resume(checkpoint: Checkpoint | null): Fold {
  if (checkpoint === null) {
    const nothing = { current: 0, best: 0, kept: 0, covered: 0, strength: 0 };
    return { ...nothing, reserve: FIRST_RESERVE, runs: [], open: null };
  }
  const { current, best, kept, covered, reserve, strength } = checkpoint;
  const runs = checkpoint.runs.map(({ from, to, length }) => ({
    first: toDayNumber(from),
    last: toDayNumber(to),
    length,
  }));
  const open = current > 0 ? (runs.at(-1) ?? null) : null;
  return { current, best, kept, covered, reserve, strength, runs, open };
}

const countsOf = ({ current, best, kept, covered }: Fold) => ({ current, best, kept, covered });

const toRun = ({ first, last, length }: OpenRun): Run => ({
  from: toLocalDate(first),
  to: toLocalDate(last),
  length,
});

/** What the reserve is worth by the plan of today; where nothing is due there is no price. */
function sparesOf(diary: Diary, { reserve }: Fold): number {
  const rule = stretchOn(diary.stretches, diary.today)?.plan.rule;
  return rule === undefined || rule.kind === "anytime" ? 0 : Math.floor(reserve / priceOf(rule));
}

function rateSince(closings: readonly Closing[], since: DayNumber): number | null {
  const recent = closings.filter(({ day }) => day >= since);
  return recent.length === 0 ? null : recent.filter(({ isKept }) => isKept).length / recent.length;
}
