/** The facts from which a streak is computed (docs/streaks.md explains the words). */
import {
  MAX_AMOUNT,
  MAX_INTERVAL_DAYS,
  MAX_TIMES_A_MONTH,
  MAX_TIMES_A_WEEK,
} from "../contract/limits";
import type { LocalDate } from "../core/dates";

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

type Members = Readonly<Record<string, unknown>>;

const isWhole = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;

export const isAmount = (value: unknown): boolean =>
  typeof value === "number" && value >= 0 && value <= MAX_AMOUNT;

const members = (value: unknown, count: number): Members | null =>
  typeof value === "object" && value !== null && Object.keys(value).length === count
    ? (value as Members)
    : null;

function isRule(value: unknown): boolean {
  switch ((value as Members | null | undefined)?.["kind"]) {
    case "days": {
      const weekdays = members(value, 2)?.["weekdays"];
      const isList = Array.isArray(weekdays) && weekdays.length >= 1 && weekdays.length <= 7;
      return isList && weekdays.every((day) => isWhole(day, 7));
    }
    case "interval":
      return isWhole(members(value, 2)?.["days"], MAX_INTERVAL_DAYS);
    case "times": {
      const { times, per } = members(value, 3) ?? {};
      return (per === "week" || per === "month") && isWhole(times, MAX_TIMES[per]);
    }
    case "anytime":
      return members(value, 1) !== null;
    default:
      return false;
  }
}

/**
 * What a plan register may hold, the same as on the server: contract/cases/rules.json holds the limits.
 * A form, a file and a register that another build wrote are all asked this.
 */
export function isPlanValue(value: unknown): value is Omit<Plan, "from"> {
  const { rule, target, direction } = members(value, 3) ?? {};
  const isDirection = direction === "at_least" || direction === "at_most";
  return isDirection && isAmount(members(target, 1)?.["amount"]) && isRule(rule);
}
