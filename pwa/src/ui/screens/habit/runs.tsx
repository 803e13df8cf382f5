/** The longest rows and the latest one: company that was there before. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import { notableRuns } from "../../../model/insight";
import type { Run } from "../../../model/streaks";
import { useApp } from "../../app";
import { streakWords } from "../../words/plans";

const MAX = 5;
const WIDTH = 100;

export function Runs({ habit }: { readonly habit: Habit }) {
  const { calendar, summaries } = useApp().state;
  const streak = summaries.of(habit.id).value?.streak;
  if (streak === undefined || streak.runs.length === 0) return null;
  const rule = planOn(habit, calendar.today.value)?.rule;
  const latest = streak.current > 0 ? streak.runs.at(-1) : undefined;
  return (
    <section class="card" aria-labelledby="runs">
      <h2 id="runs">{t("runs.title")}</h2>
      <ol class="runs">
        {notableRuns(streak.runs, MAX).map((run) => (
          <li key={run.from}>
            <p>
              <span>{streakWords(rule, run.length)}</span>
              <span class="quiet numbers">{spanWords(run, run === latest)}</span>
            </p>
            <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
              <rect class="level-ground" width={WIDTH} height="8" />
              <rect
                class={run === latest ? "level" : "level past"}
                width={(run.length / streak.best) * WIDTH}
                height="8"
              />
            </svg>
          </li>
        ))}
      </ol>
    </section>
  );
}

function spanWords({ from, to }: Run, isRunning: boolean): string {
  const first = formatDate(from, "medium");
  if (isRunning) return t("runs.since", { from: first });
  return from === to ? first : t("runs.span", { from: first, to: formatDate(to, "medium") });
}
