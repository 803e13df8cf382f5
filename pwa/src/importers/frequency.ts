/** "So many times in so many days", as other apps count, in the rules that Kept has. */
import type { Rule } from "../model/habits";

export interface Frequency {
  readonly times: number;
  readonly days: number;
}

const EVERY_DAY: Rule = { kind: "days", weekdays: [1, 2, 3, 4, 5, 6, 7] };
const MAX_INTERVAL_DAYS = 366;
const MONTH_DAYS = 30.44;

/** The rule, and whether it says exactly what was asked. */
export function toRule({ times, days }: Frequency): { rule: Rule; isExact: boolean } {
  if (times >= days) return { rule: EVERY_DAY, isExact: true };
  if (days === 7) return { rule: { kind: "times", times, per: "week" }, isExact: true };
  if (days === 30 || days === 31) {
    return { rule: { kind: "times", times, per: "month" }, isExact: true };
  }
  if (times === 1) {
    const rule: Rule = { kind: "interval", days: Math.min(days, MAX_INTERVAL_DAYS) };
    return { rule, isExact: days <= MAX_INTERVAL_DAYS };
  }
  return { rule: nearestRule(times / days), isExact: false };
}

/** Less than daily stays less than daily, and once a month is the least. */
function nearestRule(perDay: number): Rule {
  const perWeek = Math.round(perDay * 7);
  if (perWeek >= 1) return { kind: "times", times: Math.min(perWeek, 6), per: "week" };
  return { kind: "times", times: Math.max(1, Math.round(perDay * MONTH_DAYS)), per: "month" };
}
