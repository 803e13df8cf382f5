/** What years of small times come to: the curve, the weekdays, the runs. */
import { t } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";
import type { Insight } from "../../../model/insight";
import { Curve } from "./curve";
import { Runs } from "./runs";
import { Weekdays } from "./weekdays";

/** Once is no line and no pattern. */
const FEWEST = 2;

interface Props {
  readonly habit: Habit;
  readonly insight: Insight;
}

export function Insights({ habit, insight }: Props) {
  const times = insight.weekdays.reduce((sum, { kept }) => sum + kept, 0);
  if (times === 0 || Math.max(insight.closed.length, times) < FEWEST) {
    // An archived one asks for nothing, and promises nothing.
    if (habit.isArchived) return null;
    return <p class="card soon quiet">{t("insight.soon")}</p>;
  }
  return (
    <div class="insights">
      {insight.closed.length >= FEWEST && <Curve closed={insight.closed} />}
      <Weekdays weekdays={insight.weekdays} />
      <Runs habit={habit} />
    </div>
  );
}
