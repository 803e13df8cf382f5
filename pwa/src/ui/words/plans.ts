/** How often, and how many in a row. */
import { addDays, daysBetween, type LocalDate } from "../../core/dates";
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
export function progressWords(
  rule: Rule | undefined,
  progress: Progress | null,
  today: LocalDate,
): string {
  if (!hasProgress(rule, progress)) return "";
  const { doneDays: done, required, to } = progress;
  if (isCounted(rule, progress))
    return t(`plan.progress_${period(rule, to, today)}`, { done, required });
  return to < today ? "" : t("plan.by", { day: dayName(progress) });
}

/** Which week or month it is: the present one, or one that is over. */
const period = ({ per }: TimesRule, to: LocalDate, today: LocalDate) =>
  to < today ? (`${per}_past` as const) : per;

type TimesRule = Extract<Rule, { kind: "times" }>;

const isCounted = (rule: Rule | undefined, { required }: Progress): rule is TimesRule =>
  rule?.kind === "times" && required > 1;

/** In place of a plan, once its week, month or window is kept. */
export const keptWords = (rule: Rule | undefined, progress: Progress, today: LocalDate): string =>
  rule?.kind === "times"
    ? t(`today.kept_${period(rule, progress.to, today)}`)
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

/** “23-day streak” */
export const streakWords = (rule: Rule | undefined, count: number): string =>
  t(`streak.${unitOf(rule)}_full` satisfies MessageKey, { count });
