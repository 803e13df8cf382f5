/** A habit that is never due has no streak: how often it happened is all there is to say. */
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate, formatNumber } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import type { Insight } from "../../../model/insight";
import { daysBetween } from "../../../state/summaries";
import { useApp } from "../../app";
import { Figures } from "./figures";

interface Props {
  readonly habit: Habit;
  readonly insight: Insight | null;
}

export function Totals({ habit, insight }: Props) {
  const { calendar, journal } = useApp().state;
  const today = calendar.today.value;
  const past = journal.pastOf(habit.id).value;
  const count = insight?.weekdays.reduce((sum, { kept }) => sum + kept, 0) ?? 0;
  const daysIn = (days: number): number =>
    daysBetween(habit, past, journal.preferences.value, today, {
      from: addDays(today, 1 - days),
      to: today,
    }).filter(({ state }) => state === "kept").length;
  return (
    <section aria-label={t("totals.title")}>
      <p class="streak" aria-live="polite">
        {insight === null || count > 0 ? (
          <span>
            <span class="serif streak-number numbers">{formatNumber(count)}</span>{" "}
            <span class="quiet">
              {t("totals.days", { count })}
              {insight !== null &&
                ` · ${t("runs.since", { from: formatDate(insight.firstOn, "medium") })}`}
            </span>
          </span>
        ) : (
          <span class="serif streak-start">{t(habit.isArchived ? "run.none" : "run.start")}</span>
        )}
      </p>
      {count > 0 && (
        <Figures
          figures={[30, 90].map((days) => ({
            label: t(days === 30 ? "habit.rate_30" : "habit.rate_90"),
            value: formatNumber(daysIn(days)),
          }))}
        />
      )}
    </section>
  );
}
