/** What the form offers of the rules: every day, chosen days, times a week; how many on such a day. */
import type { Plan, Rule } from "../../../model/habits";

export type Kind = "daily" | "days" | "times" | "other";

export interface Schedule {
  readonly kind: Kind;
  readonly weekdays: readonly number[];
  readonly timesPerWeek: number;
  readonly amount: number;
  /** A rule that this form does not offer is carried through untouched. */
  readonly other: Rule | null;
  readonly direction: Plan["direction"];
}

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const WORKING_DAYS: readonly number[] = [1, 2, 3, 4, 5];
const DEFAULT_TIMES = 3;

export function toSchedule(plan: Plan | undefined): Schedule {
  const base = {
    kind: "daily",
    weekdays: WORKING_DAYS,
    timesPerWeek: DEFAULT_TIMES,
    amount: plan?.target.amount ?? 1,
    other: null,
    direction: plan?.direction ?? "at_least",
  } as const;
  const rule = plan?.rule;
  switch (rule?.kind) {
    case undefined:
      return base;
    case "days":
      return rule.weekdays.length === EVERY_DAY.length
        ? base
        : { ...base, kind: "days", weekdays: rule.weekdays };
    case "times":
      return rule.per === "week"
        ? { ...base, kind: "times", timesPerWeek: rule.times }
        : { ...base, kind: "other", other: rule };
    case "interval":
    case "anytime":
      return { ...base, kind: "other", other: rule };
  }
}

export function toPlan(schedule: Schedule): Omit<Plan, "from"> {
  return {
    rule: toRule(schedule),
    target: { amount: schedule.amount },
    direction: schedule.direction,
  };
}

function toRule({ kind, weekdays, timesPerWeek, other }: Schedule): Rule {
  switch (kind) {
    case "daily":
      return { kind: "days", weekdays: EVERY_DAY };
    case "days":
      return { kind: "days", weekdays };
    case "times":
      return { kind: "times", times: timesPerWeek, per: "week" };
    case "other":
      return other ?? { kind: "anytime" };
  }
}

export const planProblem = ({ kind, weekdays }: Schedule): boolean =>
  kind === "days" && weekdays.length === 0;
