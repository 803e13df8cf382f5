/** Seven small dots: the last seven days of one habit, or those up to a day that is over. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { DayState } from "../../../model/day-states";
import type { LookedAt } from "../../../state/summaries";
import "./style.css";

interface Props extends LookedAt {
  /** Oldest first. */
  readonly days: readonly DayState[];
}

export function WeekDots({ days, on, today }: Props) {
  const words = days.map((day) => t(`dots.${day}`)).join(", ");
  const label =
    on === today
      ? t("dots.label", { days: words })
      : t("dots.label_past", { day: formatDate(on, "full"), days: words });
  return (
    <span class="dots" role="img" aria-label={label}>
      {days.map((day, at) => (
        <i key={at} class={`dot ${day}`} />
      ))}
    </span>
  );
}
