/** The facts from which a streak is computed (docs/streaks.md explains the words). */
import { MAX_TIMES_A_MONTH, MAX_TIMES_A_WEEK } from "../contract/limits";
import type { LocalDate } from "../core/dates";
import { hasForm } from "../core/forms";

export type Rule =
  /** Due on the listed ISO weekdays, 1 = Monday; all seven is daily. */
  | { readonly kind: "days"; readonly weekdays: readonly number[] }
  /** Due once in every window of so many days, counted from the plan's first day. */
  | { readonly kind: "interval"; readonly days: number }
  /** Due on any so many days of each calendar week or month. */
  | { readonly kind: "times"; readonly times: number; readonly per: "week" | "month" }
  /** Never due: only totals. */
  | { readonly kind: "anytime" };

export const MAX_TIMES = { week: MAX_TIMES_A_WEEK, month: MAX_TIMES_A_MONTH } as const;

export interface Plan {
  /** The first day it holds; it ends the day before the next plan begins. */
  readonly from: LocalDate;
  readonly rule: Rule;
  readonly target: { readonly amount: number };
  /** On which side of the target a day is done. */
  readonly direction: "at_least" | "at_most";
}

/** Time off, both days included; null = until further notice. */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface Entry {
  readonly on: LocalDate;
  readonly kind: "done" | "rest";
  readonly amount: number;
  readonly withdrawn?: boolean;
}

export interface History {
  readonly today: LocalDate;
  /** ISO weekday, 1 = Monday. */
  readonly weekStartsOn: number;
  readonly grace: "gentle" | "strict";
  readonly plans: readonly Plan[];
  readonly pauses: readonly Pause[];
  readonly entries: readonly Entry[];
}

export const isAmount = (value: unknown): value is number => hasForm("amount", value);

/** A form, a file and a register that another build wrote are all asked this. */
export const isPlanValue = (value: unknown): value is Omit<Plan, "from"> => hasForm("plan", value);
