/** What the form holds of a plan: each way of "how often" keeps its own numbers while another is tried. */
import { MAX_INTERVAL_DAYS } from "../../../contract/limits";
import { MAX_TIMES, type Plan, type Rule } from "../../../model/habits";

export const KINDS = ["daily", "days", "interval", "week", "month", "anytime"] as const;

export type Kind = (typeof KINDS)[number];

export interface Schedule {
  readonly kind: Kind;
  readonly weekdays: readonly number[];
  /** One day of so many. */
  readonly everyDays: number;
  readonly timesPerWeek: number;
  readonly timesPerMonth: number;
  /** NaN while what is typed is no number. */
  readonly amount: number;
  readonly direction: Plan["direction"];
}

export type ScheduleProblem = "no-day" | "no-times" | "no-amount";

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

const UNTOUCHED: Schedule = {
  kind: "daily",
  weekdays: [1, 2, 3, 4, 5],
  everyDays: 3,
  timesPerWeek: 3,
  timesPerMonth: 2,
  amount: 1,
  direction: "at_least",
};

export function toSchedule(plan: Plan | undefined): Schedule {
  if (plan === undefined) return UNTOUCHED;
  const { rule, target, direction } = plan;
  return { ...UNTOUCHED, ...ofRule(rule), amount: target.amount, direction };
}

function ofRule(rule: Rule): Pick<Schedule, "kind"> & Partial<Schedule> {
  switch (rule.kind) {
    case "days":
      return rule.weekdays.length === EVERY_DAY.length
        ? { kind: "daily" }
        : { kind: "days", weekdays: rule.weekdays };
    case "interval":
      return { kind: "interval", everyDays: rule.days };
    case "times":
      return rule.per === "week"
        ? { kind: "week", timesPerWeek: rule.times }
        : { kind: "month", timesPerMonth: rule.times };
    case "anytime":
      return { kind: "anytime" };
  }
}

export const toPlan = (schedule: Schedule): Omit<Plan, "from"> => ({
  rule: toRule(schedule),
  target: { amount: schedule.amount },
  direction: schedule.direction,
});

function toRule(schedule: Schedule): Rule {
  switch (schedule.kind) {
    case "daily":
      return { kind: "days", weekdays: EVERY_DAY };
    case "days":
      return { kind: "days", weekdays: schedule.weekdays };
    case "interval":
      return { kind: "interval", days: schedule.everyDays };
    case "week":
      return { kind: "times", times: schedule.timesPerWeek, per: "week" };
    case "month":
      return { kind: "times", times: schedule.timesPerMonth, per: "month" };
    case "anytime":
      return { kind: "anytime" };
  }
}

/** At least nothing would be kept by any tick; at most nothing is a promise. */
export function scheduleProblem(schedule: Schedule): ScheduleProblem | null {
  const { kind, weekdays, amount, direction } = schedule;
  if (kind === "days" && weekdays.length === 0) return "no-day";
  if (Number.isNaN(timesOf(schedule))) return "no-times";
  const isEnough = direction === "at_most" ? amount >= 0 : amount > 0;
  return isEnough ? null : "no-amount";
}

/** As many days or times as the chosen kind can have. */
export const mostOf = ({ kind }: Schedule): number =>
  kind === "interval" ? MAX_INTERVAL_DAYS : MAX_TIMES[kind === "week" ? "week" : "month"];

/** The number that belongs to the chosen kind. */
function timesOf({ kind, everyDays, timesPerWeek, timesPerMonth }: Schedule): number {
  switch (kind) {
    case "interval":
      return everyDays;
    case "week":
      return timesPerWeek;
    case "month":
      return timesPerMonth;
    default:
      return 1;
  }
}
