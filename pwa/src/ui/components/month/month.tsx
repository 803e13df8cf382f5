/** One month of one habit as a calendar; a tap on a day opens it. */
import { useState } from "preact/hooks";
import { addDays, addMonths, daysInMonth, isoWeekday, startOfMonth } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { daysBetween } from "../../../state/summaries";
import { useApp } from "../../app";
import { weekdayName } from "../../words/plans";
import { OpenDay } from "../day-sheet/day-sheet";
import { Icon } from "../icon/icon";
import { dayWords } from "./day-words";
import "./style.css";

interface Props {
  readonly habit: Habit;
}

export function Month({ habit }: Props) {
  const { calendar, journal } = useApp().state;
  const today = calendar.today.value;
  const [month, setMonth] = useState(startOfMonth(today));
  const [openOn, setOpenOn] = useState<string | null>(null);
  const { weekStartsOn } = journal.preferences.value;
  const isThisMonth = month === startOfMonth(today);
  return (
    <section class="card" aria-labelledby="month">
      <header class="month-head">
        <h2 id="month" aria-live="polite">
          {formatDate(month, "month")}
        </h2>
        <span>
          <button
            type="button"
            class="icon-button"
            aria-label={t("habit.previous_month")}
            onClick={() => {
              setMonth(addMonths(month, -1));
            }}
          >
            <Icon name="chevron-left" flips />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={t("habit.next_month")}
            disabled={isThisMonth}
            onClick={() => {
              setMonth(addMonths(month, 1));
            }}
          >
            <Icon name="chevron-right" flips />
          </button>
        </span>
      </header>
      <div class="month-grid" aria-hidden="true">
        {Array.from({ length: 7 }, (_, at) => (
          <span key={at} class="month-weekday">
            {weekdayName(((weekStartsOn - 1 + at) % 7) + 1, "weekdayNarrow")}
          </span>
        ))}
      </div>
      <Days habit={habit} month={month} today={today} onOpen={setOpenOn} />
      <OpenDay habit={habit} on={openOn} onChange={setOpenOn} />
    </section>
  );
}

function Days({
  habit,
  month,
  today,
  onOpen,
}: {
  readonly habit: Habit;
  readonly month: string;
  readonly today: string;
  readonly onOpen: (on: string) => void;
}) {
  const { journal } = useApp().state;
  const preferences = journal.preferences.value;
  const length = daysInMonth(month);
  const past = journal.pastOf(habit.id).value;
  const states = daysBetween(habit, past, preferences, today, {
    from: month,
    to: addDays(month, length - 1),
  });
  const blanks = (isoWeekday(month) - preferences.weekStartsOn + 7) % 7;
  return (
    <div class="month-grid" role="group" aria-labelledby="month">
      {Array.from({ length: blanks }, (_, at) => (
        <span key={`blank-${at}`} />
      ))}
      {states.map((day) => (
        <button
          type="button"
          key={day.on}
          class={`month-day ${day.state}`}
          disabled={day.on > today}
          aria-current={day.on === today ? "date" : undefined}
          aria-label={dayWords(day, today)}
          onClick={() => {
            onOpen(day.on);
          }}
        >
          {formatDate(day.on, "day")}
        </button>
      ))}
    </div>
  );
}
