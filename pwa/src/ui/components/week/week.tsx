/** The seven days that are looked back on: what was kept, and nothing about what was not. */
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { weekUpTo } from "../../../state/week";
import { useApp } from "../../app";
import { usePromises } from "../../use-promises";
import { Icon } from "../icon/icon";
import { WeekDots } from "../week-dots/week-dots";
import "./style.css";

export function Week({ on }: { readonly on: LocalDate }) {
  const { calendar, journal } = useApp().state;
  const looked = { on, today: calendar.today.value };
  const week = weekUpTo(journal, usePromises().all.value, looked);
  if (week.habits.length + week.promises.length === 0)
    return <p class="card quiet">{t("moment.week_empty")}</p>;
  return (
    <>
      <p class="week-kept">
        <span class="serif numbers">{week.kept}</span>
        <span class="quiet">{t("moment.week_kept", { count: week.kept })}</span>
      </p>
      <ul class="rows">
        {week.habits.map(({ habit, days, kept }) => (
          <li key={habit.id} class="week-row" data-hue={habit.hue}>
            <span class="glyph">
              <Icon name={habit.glyph} />
            </span>
            <span>
              <bdi class="serif week-name">{habit.name}</bdi>
              <WeekDots days={days} {...looked} />
            </span>
            <span class="numbers serif week-count">{kept > 0 && kept}</span>
          </li>
        ))}
        {week.promises.map(({ id, text }) => (
          <li key={id} class="week-row">
            <span class="glyph">
              <Icon name="check" />
            </span>
            <span>
              <bdi class="serif week-name">{text}</bdi>
              <span class="quiet small">{t("moment.week_promise")}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
