/** What a spare is; only screens that come after Today explain it. */
import { t } from "../../i18n";
import type { Rule } from "../../model/habits";
import { costsSix } from "../../model/streaks";
import { unitOf } from "./plans";

export function spareRule(rule: Rule | undefined): string {
  if (rule !== undefined && !costsSix(rule)) return t("spares.rule_four");
  return t(unitOf(rule) === "day" ? "spares.rule" : "spares.rule_six");
}
