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

/** How the week, month or window is going, while it is open; "" where a single day says it all. */
export function progressWords(rule: Rule | undefined, progress: Progress | null): string {
  if (rule === undefined || rule.kind === "days" || rule.kind === "anytime") return "";
  if (progress === null || progress.from === progress.to) return "";
  if (rule.kind === "times" && progress.required > 1) {
    const { doneDays: done, required } = progress;
    return t(`plan.progress_${rule.per}`, { done, required });
  }
  return progress.state === "pending" ? t("plan.by", { day: dayName(progress) }) : "";
}

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
