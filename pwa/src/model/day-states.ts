/** How single days of a habit look: for the week dots and the month. */
import { toDayNumber, toLocalDate, type DayNumber, type LocalDate } from "../core/dates";
import type { History } from "./habits";
import { isMarked, occasions, openDiary, stretchOn, type Diary } from "./occasions";
import { resume, startOf, walk, type Checkpoint } from "./streaks";

/**
 * The first that holds:
 *
 * | state   | the day                                                              |
 * |---------|----------------------------------------------------------------------|
 * | kept    | met its target                                                       |
 * | rest    | is a rest or lies in a pause                                         |
 * | covered | closed an occasion that a spare covered                              |
 * | partial | has something done, and not yet its target                           |
 * | missed  | closed an occasion that was not kept, or is today and over its limit |
 * | pending | is today, and could still help its occasion                          |
 * | none    | was not asked for, or is still to come                               |
 */
export type DayState = "kept" | "partial" | "rest" | "covered" | "missed" | "pending" | "none";

export interface Day {
  readonly on: LocalDate;
  readonly state: DayState;
  /** Sum of the amounts done. */
  readonly amount: number;
}

/**
 * The days from `from` to `to`, oldest first. A week, month or window that was not kept shows on its
 * last day only, since on no other day was it due. With a checkpoint, days before it are "none".
 */
export function dayStates(
  history: History,
  from: LocalDate,
  to: LocalDate,
  checkpoint: Checkpoint | null = null,
): readonly Day[] {
  const diary = openDiary(history, startOf(checkpoint));
  const closing = closingStates(diary, history, checkpoint);
  const days: Day[] = [];
  for (let day = toDayNumber(from); day <= toDayNumber(to); day += 1) {
    const amount = diary.totals[day - diary.start] ?? 0;
    days.push({ on: toLocalDate(day), amount, state: stateOf(diary, closing, day, amount) });
  }
  return days;
}

function stateOf(
  diary: Diary,
  closing: ReadonlyMap<DayNumber, DayState>,
  day: DayNumber,
  amount: number,
): DayState {
  if (day > diary.today) return "none";
  const closed = closing.get(day) ?? "none";
  if (isMarked(diary.done, day)) return "kept";
  if (day >= diary.firstFrom && isMarked(diary.off, day)) return "rest";
  if (closed === "covered") return closed;
  if (amount === 0) return closed;
  if (!isLimited(diary, day)) return "partial";
  return closed === "pending" ? "missed" : closed;
}

/** What exceeds a limit is no beginning, and nothing that could still be done brings it back. */
const isLimited = ({ stretches }: Diary, day: DayNumber): boolean =>
  stretchOn(stretches, day)?.plan.direction === "at_most";

/** What the occasions that were not kept leave on single days. */
function closingStates(
  diary: Diary,
  history: History,
  checkpoint: Checkpoint | null,
): ReadonlyMap<DayNumber, DayState> {
  const states = new Map<DayNumber, DayState>();
  const fold = resume(checkpoint);
  walk(diary, history.grace, fold, occasions(diary), (occasion, { state }, isCovered) => {
    if (state === "missed") states.set(occasion.end, isCovered ? "covered" : "missed");
    if (state === "pending" && diary.today >= diary.firstFrom) states.set(diary.today, "pending");
  });
  return states;
}
