/**
 * What Loop Habit Tracker means by a habit and by the value of a day, in our words.
 *
 * Source: iSoron/uhabits, uhabits-core/.../models/Entry.kt, Frequency.kt and
 * sqlite/records/HabitRecord.kt. A yes-or-no habit holds one of the values below; a measured one holds
 * thousandths (1500 is 1.5), or SKIP. YES_AUTO is computed from the frequency: nobody did anything.
 */
import { MAX_AMOUNT } from "../contract/limits";
import type { LocalDate } from "../core/dates";
import type { Hue } from "../model/glyphs";
import { refuse } from "./damage";
import { toRule, type Frequency } from "./frequency";
import type { ForeignDay, ForeignHabit, ImportNote } from "./types";

export const LOOP_VALUES = { UNKNOWN: -1, NO: 0, YES_AUTO: 1, YES_MANUAL: 2, SKIP: 3 } as const;

const THOUSANDTHS = 1000;

export interface LoopHabit {
  readonly key: string;
  readonly name: string;
  readonly question: string;
  readonly description: string;
  readonly frequency: Frequency;
  readonly hue: Hue;
  readonly isMeasured: boolean;
  readonly isAtMost: boolean;
  readonly target: number;
  readonly unit: string;
  readonly isArchived: boolean;
  readonly hasReminder: boolean;
}

/** A day, or null where there is nothing to bring of it; a value that means nothing is refused. */
export function toLoopDay(
  on: LocalDate,
  value: number,
  isMeasured: boolean,
  note: string,
  place: string,
): ForeignDay | null {
  const most = isMeasured ? MAX_AMOUNT * THOUSANDTHS : LOOP_VALUES.SKIP;
  if (value < LOOP_VALUES.UNKNOWN || value > most) refuse(place, "unknown-value");
  if (value === LOOP_VALUES.SKIP) return { on, kind: "rest", amount: 0, note };
  if (isMeasured && value >= 0) return { on, kind: "done", amount: value / THOUSANDTHS, note };
  if (!isMeasured && value === LOOP_VALUES.YES_MANUAL) return { on, kind: "done", amount: 1, note };
  // Nothing was done, but something was said.
  return note.trim() === "" ? null : { on, kind: "done", amount: 0, note };
}

export function toForeign(habit: LoopHabit, days: readonly ForeignDay[]): ForeignHabit {
  const { key, name, hue, isArchived } = habit;
  const { plan, note } = habit.isMeasured ? measuredPlan(habit) : plainPlan(habit);
  const notes: ImportNote["type"][] = ["colour"];
  if (note !== null) notes.push(note);
  if (`${habit.question}${habit.description}`.trim() !== "") notes.push("question");
  if (habit.hasReminder) notes.push("reminder");
  const unit = habit.isMeasured ? habit.unit : "";
  return { key, name, unit, hue, isArchived, plan, days, notes };
}

interface PlanAndNote {
  readonly plan: ForeignHabit["plan"];
  readonly note: ImportNote["type"] | null;
}

function plainPlan({ frequency }: LoopHabit): PlanAndNote {
  const { rule, isExact } = toRule(frequency);
  const plan = { rule, target: { amount: 1 }, direction: "at_least" as const };
  return { plan, note: isExact ? null : "frequency" };
}

/** A measured habit may ask for a sum over a week or a month; Kept counts each day by itself. */
function measuredPlan({ frequency, isAtMost, target }: LoopHabit): PlanAndNote {
  const isDaily = frequency.times >= frequency.days;
  const rule = isDaily ? toRule(frequency).rule : ({ kind: "anytime" } as const);
  const direction = isAtMost ? ("at_most" as const) : ("at_least" as const);
  return {
    plan: { rule, target: { amount: target }, direction },
    note: isDaily ? null : "period-total",
  };
}
