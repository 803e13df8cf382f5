/** The last seven days, to look back at and to log. */
import { useMemo } from "preact/hooks";
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
        <DayButton
          key={day.on}
          day={day}
          isSelected={day.on === selectedOn}
          isToday={day.on === today}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

/** As high as the strip, while it is not there. */
export const DateStripRoom = () => (
  <div class="strip" aria-hidden="true">
    <span class="strip-day">
      <span>{"\u00a0"}</span>
      <b />
    </span>
  </div>
);

interface DayButtonProps {
  readonly day: StripDay;
  readonly isSelected: boolean;
  readonly isToday: boolean;
  readonly onSelect: (on: string) => void;
}

/** Drawn again only where it says something else: a tap changes one day of seven. */
function DayButton({ day, isSelected, isToday, onSelect }: DayButtonProps) {
  const { on, kept, asked } = day;
  return useMemo(
    () => (
      <button
        type="button"
        class={appearance(day)}
        aria-pressed={isSelected}
        aria-current={isToday ? "date" : undefined}
        onClick={() => {
          onSelect(on);
        }}
      >
        <span aria-hidden="true">{formatDate(on, "weekdayNarrow")}</span>
        <b class="numbers" aria-hidden="true" style={{ "--share": shareOf(day) }}>
          {formatDate(on, "day")}
        </b>
        <span class="visually-hidden">{dayWords(day)}</span>
      </button>
    ),
    [on, kept, asked, isSelected, isToday, onSelect],
  );
}

/** How much of the ring is filled, as CSS has it. */
const shareOf = ({ kept, asked }: StripDay): string => `${asked === 0 ? 0 : (kept / asked) * 100}%`;

function appearance({ kept, asked }: StripDay): string {
  if (kept === 0) return "strip-day";
  return kept >= asked ? "strip-day all" : "strip-day some";
}

function dayWords({ on, kept, asked }: StripDay): string {
  const day = formatDate(on, "full");
  if (kept === 0) return t("today.day_none", { day });
  if (kept >= asked) return t("today.day_all", { day });
  return t("today.day_some", { day, kept, total: asked });
}
