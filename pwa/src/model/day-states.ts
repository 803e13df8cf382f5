/** How single days of a habit look: for the week dots and the month. */
import { toDayNumber, toLocalDate, type DayNumber, type LocalDate } from "../core/dates";
import type { History } from "./habits";
import { occasions, openDiary, type Diary, type Occasion } from "./occasions";
import { resume, startOf, walk, type Checkpoint, type Verdict } from "./streaks";

/**
 * | state   | the day                                                              |
 * |---------|----------------------------------------------------------------------|
 * | kept    | met its target                                                       |
 * | partial | has something done, and not its target                               |
 * | rest    | is a rest or lies in a pause                                         |
 * | covered | closed an occasion that a spare covered                              |
 * | missed  | closed an occasion that was not kept                                 |
 * | pending | could still be done: it is today, or to come, and its occasion is open |
 * | none    | was not asked for                                                    |
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
    const amount = diary.totals.get(day) ?? 0;
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
  if (diary.isDone(day)) return "kept";
  if (day >= diary.firstFrom && diary.isOff(day)) return "rest";
  if (amount > 0) return "partial";
  return closing.get(day) ?? "none";
}

/** What an occasion that was not kept leaves on its days. */
function closingStates(
  diary: Diary,
  history: History,
  checkpoint: Checkpoint | null,
): ReadonlyMap<DayNumber, DayState> {
  const states = new Map<DayNumber, DayState>();
  const fold = resume(checkpoint);
  walk(diary, history.grace, fold, occasions(diary), (occasion, verdict, isCovered) => {
    if (verdict.state === "missed") states.set(occasion.end, isCovered ? "covered" : "missed");
    else markPending(states, diary, occasion, verdict);
  });
  return states;
}

function markPending(
  states: Map<DayNumber, DayState>,
  diary: Diary,
  occasion: Occasion,
  { state }: Verdict,
): void {
  if (state !== "pending") return;
  const first = Math.max(occasion.start, diary.today, diary.firstFrom);
  for (let day = first; day <= occasion.end; day += 1) states.set(day, "pending");
}
