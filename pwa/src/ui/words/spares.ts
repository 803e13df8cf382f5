/** What a spare is; only screens that come after Today explain it. */
import { t } from "../../i18n";
import type { Rule } from "../../model/habits";
import { unitOf } from "./plans";

export const spareRule = (rule: Rule | undefined): string =>
  t(unitOf(rule) === "day" ? "spares.rule" : "spares.rule_long");
