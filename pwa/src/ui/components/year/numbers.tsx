/** The same days in words and numbers, month by month, for whom squares say nothing. */
import { useState } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate, formatNumber } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { monthCounts } from "../../../model/year-grid";
import { daysBetween } from "../../../state/summaries";
import { useApp } from "../../app";
import { Icon } from "../icon/icon";

interface Props {
  readonly habit: Habit;
  readonly firstOn: LocalDate;
  readonly today: LocalDate;
}

export function Numbers(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      class="fold"
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary>
        {t("year.table")}
        <Icon name="chevron-right" flips />
      </summary>
      {isOpen && <Table {...props} />}
    </details>
  );
}

/** Counted when it is opened: it looks at every day there ever was. */
function Table({ habit, firstOn, today }: Props) {
  const { journal } = useApp().state;
  const past = journal.pastOf(habit.id).value;
  const span = { from: firstOn, to: today };
  const months = monthCounts(daysBetween(habit, past, journal.preferences.value, today, span));
  return (
    <table class="year-table numbers">
      <thead>
        <tr>
          <th scope="col">{t("year.month")}</th>
          <th scope="col">{t("year.kept")}</th>
          <th scope="col">{t("year.covered")}</th>
          <th scope="col">{t("year.rest")}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, kept, covered, rest }) => (
          <tr key={month}>
            <th scope="row">{formatDate(month, "month")}</th>
            <td>{formatNumber(kept)}</td>
            <td>{formatNumber(covered)}</td>
            <td>{formatNumber(rest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
