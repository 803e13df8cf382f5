/** How often, and how many in a row. */
import { addDays, daysBetween } from "../../core/dates";
import { t, type MessageKey } from "../../i18n";
import { formatDate, formatNumber } from "../../i18n/format";
import type { Pause, Plan, Rule } from "../../model/habits";
import type { Progress } from "../../model/streaks";

/** A Monday; only its weekday is ever shown. */
const SOME_MONDAY = "2026-11-23";

/** The name of an ISO weekday, 1 = Monday. */
export const weekdayName = (
  weekday: number,
  style: "weekday" | "weekdayShort" | "weekdayNarrow",
): string => formatDate(addDays(SOME_MONDAY, weekday - 1), style);

export function planWords({ rule }: Pick<Plan, "rule">): string {
  switch (rule.kind) {
    case "days":
      return rule.weekdays.length === 7 ? t("plan.daily") : listWeekdays(rule.weekdays);
    case "interval":
      return t("plan.interval", { days: rule.days });
    case "times":
      return t(rule.per === "week" ? "plan.times_week" : "plan.times_month", { times: rule.times });
    case "anytime":
      return t("plan.anytime");
  }
}

/** What stands in place of a plan while it rests. */
export const pauseWords = ({ to }: Pause): string =>
  to === null ? t("today.off") : t("today.off_until", { day: formatDate(to, "long") });

/** The same with how much, where it is not simply once. */
export function targetWords(plan: Plan, unit: string): string {
  const { amount } = plan.target;
  const isLimit = plan.direction === "at_most";
  if (isLimit && amount === 0) return t("plan.limit_none", { plan: planWords(plan) });
  if (!isLimit && amount === 1 && unit === "") return planWords(plan);
  const words = { plan: planWords(plan), amount };
  if (unit === "") return t(isLimit ? "plan.limit_plain" : "plan.target_plain", words);
  return t(isLimit ? "plan.limit" : "plan.target", {
    ...words,
    amount: formatNumber(amount),
    unit,
  });
}

/** Whether there is more to say of the week, month or window of a rule than what its day says. */
export function hasProgress(
  rule: Rule | undefined,
  progress: Progress | null,
): progress is Progress {
  if (rule?.kind !== "interval" && rule?.kind !== "times") return false;
  if (progress === null || progress.from === progress.to) return false;
  return isCounted(rule, progress) || progress.state === "pending";
}

/** How it is going, while it is open; "" where there is no more to say. */
export function progressWords(rule: Rule | undefined, progress: Progress | null): string {
  if (!hasProgress(rule, progress)) return "";
  const { doneDays: done, required } = progress;
  return isCounted(rule, progress)
    ? t(`plan.progress_${rule.per}`, { done, required })
    : t("plan.by", { day: dayName(progress) });
}

const isCounted = (
  rule: Rule | undefined,
  { required }: Progress,
): rule is Extract<Rule, { kind: "times" }> => rule?.kind === "times" && required > 1;

/** In place of a plan, once its week, month or window is kept. */
export const keptWords = (rule: Rule | undefined, progress: Progress): string =>
  rule?.kind === "times"
    ? t(`today.kept_${rule.per}`)
    : t("today.kept_until", { day: dayName(progress) });

/** Within a week its weekday says which day is meant. */
const dayName = ({ from, to }: Progress): string =>
  formatDate(to, daysBetween(from, to) < 7 ? "weekday" : "short");

export const listWeekdays = (weekdays: readonly number[]): string =>
  [...weekdays]
    .sort((left, right) => left - right)
    .map((weekday) => weekdayName(weekday, "weekdayShort"))
    .join(" · ");

type Unit = "day" | "week" | "month" | "times";

export function unitOf(rule: Rule | undefined): Unit {
  switch (rule?.kind) {
    case "times":
      return rule.per;
    case "interval":
    case "anytime":
      return "times";
    default:
      return "day";
  }
}

/** “days in a row”, to stand under the number. */
export const streakUnit = (rule: Rule | undefined, count: number): string =>
  t(`run.${unitOf(rule)}` satisfies MessageKey, { count });

/** “23 days in a row” */
export const streakWords = (rule: Rule | undefined, count: number): string =>
  t(`streak.${unitOf(rule)}_full` satisfies MessageKey, { count });
