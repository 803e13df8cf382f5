/** The last seven days, to look back at and to log. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { StripDay } from "../../../state/day-list";
import "./style.css";

interface Props {
  /** Oldest first; the last one is today. */
  readonly days: readonly StripDay[];
  readonly selectedOn: string;
  readonly onSelect: (on: string) => void;
}

export function DateStrip({ days, selectedOn, onSelect }: Props) {
  const today = days.at(-1)?.on;
  return (
    <div class="strip" role="group" aria-label={t("today.days")}>
      {days.map((day) => (
        <button
          type="button"
          key={day.on}
          class={appearance(day)}
          aria-pressed={day.on === selectedOn}
          aria-current={day.on === today ? "date" : undefined}
          onClick={() => {
            onSelect(day.on);
          }}
        >
          <span aria-hidden="true">{formatDate(day.on, "weekdayNarrow")}</span>
          <b class="numbers" aria-hidden="true" style={{ "--share": shareOf(day) }}>
            {formatDate(day.on, "day")}
          </b>
          <span class="visually-hidden">{dayWords(day)}</span>
        </button>
      ))}
    </div>
  );
}

/** How much of the ring is filled, as CSS has it. */
const shareOf = ({ kept, due }: StripDay): string => `${due === 0 ? 0 : (kept / due) * 100}%`;

function appearance({ kept, due }: StripDay): string {
  if (kept === 0) return "strip-day";
  return kept >= due ? "strip-day all" : "strip-day some";
}

function dayWords({ on, kept, due }: StripDay): string {
  const day = formatDate(on, "full");
  if (kept === 0) return t("today.day_none", { day });
  return kept >= due ? t("today.day_all", { day }) : t("today.day_some", { day, kept, total: due });
}
