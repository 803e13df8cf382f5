/** What the screen draws as well as the streak and the days; null until it is wanted and the whole past has been read. */
import { useMemo } from "preact/hooks";
import type { Habit } from "../../../model/habit-record";
import { insightOf, type Insight } from "../../../model/insight";
import { historyOf } from "../../../state/summaries";
import { useApp } from "../../app";

export function useInsight(habit: Habit, isWanted: boolean): Insight | null {
  const { calendar, journal } = useApp().state;
  const past = journal.pastOf(habit.id).value;
  const preferences = journal.preferences.value;
  const today = calendar.today.value;
  return useMemo(
    () =>
      isWanted && past.checkpoint === null
        ? insightOf(historyOf(habit, past, preferences, today))
        : null,
    [habit, past, preferences, today, isWanted],
  );
}
