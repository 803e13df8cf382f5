/** How much of a day's target, or of its limit, there is. */
import { t } from "../../i18n";
import { formatNumber } from "../../i18n/format";
import type { HabitDay } from "../../model/habit-day";

/** “2 of 8”, “2 of at most 3” */
export const countWords = ({ amount, target, isLimit }: HabitDay): string =>
  t(isLimit ? "tick.limit" : "tick.count", {
    amount: formatNumber(amount),
    target: formatNumber(target),
  });
