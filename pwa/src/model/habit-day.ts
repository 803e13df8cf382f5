/** One day of one habit: what was done on it. */
import type { LocalDate } from "../core/dates";
import type { EntryFact } from "./facts";
import { planOn, type Habit } from "./habit-record";
import { meetsTarget } from "./occasions";

export interface HabitDay {
  readonly on: LocalDate;
  /** Live entries of that day, in the order they were read. */
  readonly entries: readonly EntryFact[];
  /** Sum of the amounts done. */
  readonly amount: number;
  readonly target: number;
  /** The target is not to be exceeded. */
  readonly isLimit: boolean;
  /** Something was logged as done, if only a 0. */
  readonly isSaid: boolean;
  readonly isDone: boolean;
  readonly isRest: boolean;
  /** The notes of the day, one under the other. */
  readonly note: string;
}

/** `facts` may hold other days too. A day is done by its own plan, also long after the plan has changed. */
export function habitDay(
  habit: Habit,
  { facts }: { readonly facts: readonly EntryFact[] },
  on: LocalDate,
): HabitDay {
  const entries = facts.filter((fact) => fact.on === on);
  const done = entries.filter((fact) => fact.kind === "done");
  const amount = done.reduce((sum, fact) => sum + fact.amount, 0);
  const plan = planOn(habit, on);
  const target = plan?.target.amount ?? 1;
  return {
    on,
    entries,
    amount,
    target,
    isLimit: plan?.direction === "at_most",
    isSaid: done.length > 0,
    isDone: done.length > 0 && plan !== undefined && meetsTarget(plan, amount),
    isRest: entries.some((fact) => fact.kind === "rest"),
    note: entries.flatMap((fact) => (fact.note === undefined ? [] : [fact.note])).join("\n"),
  };
}
