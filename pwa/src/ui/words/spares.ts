/** What a spare is; only screens that come after Today explain it. */
import { t } from "../../i18n";
import type { Rule } from "../../model/habits";
import { costsSix } from "../../model/streaks";
import { unitOf } from "./plans";

/** “2 spare days”; of weeks and other times “2 spares” */
export const spareCount = (rule: Rule | undefined, count: number): string =>
  t(unitOf(rule) === "day" ? "spares.count" : "spares.count_times", { count });

export function spareRule(rule: Rule | undefined): string {
  if (rule !== undefined && !costsSix(rule)) return t("spares.rule_four");
  return t(unitOf(rule) === "day" ? "spares.rule" : "spares.rule_six");
}
