/** Seven small dots: the last seven days of one habit. */
import { t } from "../../../i18n";
import type { DayState } from "../../../model/day-states";
import "./style.css";

interface Props {
  /** Oldest first. */
  readonly days: readonly DayState[];
}

export function WeekDots({ days }: Props) {
  const words = days.map((day) => t(`dots.${day}`)).join(", ");
  return (
    <span class="dots" role="img" aria-label={t("dots.label", { days: words })}>
      {days.map((day, at) => (
        <i key={at} class={`dot ${day}`} />
      ))}
    </span>
  );
}
