/** A day and how it stands, as a reader speaks it. */
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDay, formatNumber } from "../../../i18n/format";
import type { Day } from "../../../model/day-states";

export function dayWords({ on, state, amount }: Day, today: LocalDate): string {
  const words = { day: formatDay(on, today), state: t(`dots.${state}`) };
  return amount <= 1
    ? t("habit.day_label", words)
    : t("habit.day_amount", { ...words, amount: formatNumber(amount) });
}
