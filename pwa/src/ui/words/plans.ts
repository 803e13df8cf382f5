/** How often, and how many in a row. */
import { addDays } from "../../core/dates";
import { t, type MessageKey } from "../../i18n";
import { formatDate, formatNumber } from "../../i18n/format";
import type { Pause, Plan, Rule } from "../../model/habits";

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

/** The same with how much, where it is more than once. */
export function targetWords(plan: Plan, unit: string): string {
  const { amount } = plan.target;
  if (amount <= 1) return planWords(plan);
  const words = { plan: planWords(plan), amount };
  return unit === ""
    ? t("plan.target_plain", words)
    : t("plan.target", { ...words, amount: formatNumber(amount), unit });
}

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
  t(`streak.${unitOf(rule)}` satisfies MessageKey, { count });

/** “23 days in a row” */
export const streakWords = (rule: Rule | undefined, count: number): string =>
  t(`streak.${unitOf(rule)}_full` satisfies MessageKey, { count });
