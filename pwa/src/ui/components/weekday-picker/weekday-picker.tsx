/** Any of the seven days, in the order of the person's week. */
import { t } from "../../../i18n";
import { weekdayName } from "../../words/plans";
import "./style.css";

interface Props {
  readonly weekdays: readonly number[];
  /** ISO weekday, 1 = Monday. */
  readonly weekStartsOn: number;
  readonly onChange: (weekdays: readonly number[]) => void;
}

export function WeekdayPicker({ weekdays, weekStartsOn, onChange }: Props) {
  const order = Array.from({ length: 7 }, (_, at) => ((weekStartsOn - 1 + at) % 7) + 1);
  const toggle = (weekday: number): void => {
    const next = weekdays.includes(weekday)
      ? weekdays.filter((other) => other !== weekday)
      : [...weekdays, weekday];
    onChange(next.sort((left, right) => left - right));
  };
  return (
    <fieldset>
      <legend class="visually-hidden">{t("form.weekdays")}</legend>
      <div class="weekdays">
        {order.map((weekday) => (
          <button
            type="button"
            key={weekday}
            aria-pressed={weekdays.includes(weekday)}
            aria-label={weekdayName(weekday, "weekday")}
            onClick={() => {
              toggle(weekday);
            }}
          >
            {weekdayName(weekday, "weekdayNarrow")}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
