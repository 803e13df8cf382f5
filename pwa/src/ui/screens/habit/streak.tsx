/** The number, its stem, and the figures behind it. */
import { addDays, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatNumber, formatShare } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import { rateCount, type Insight } from "../../../model/insight";
import { MILESTONES } from "../../../model/milestones";
import type { Result } from "../../../model/streaks";
import { useApp } from "../../app";
import { Stem } from "../../components/stem/stem";
import { progressWords, streakUnit } from "../../words/plans";
import { spareCount, spareRule } from "../../words/spares";
import { Figures, type Figure } from "./figures";

interface Props {
  readonly habit: Habit;
  readonly insight: Insight | null;
}

export function Streak({ habit, insight }: Props) {
  const { calendar, journal, summaries } = useApp().state;
  const summary = summaries.of(habit.id).value;
  if (summary === null) return null;
  const { streak, progress } = summary;
  const today = calendar.today.value;
  const rule = planOn(habit, today)?.rule;
  const spares = journal.preferences.value.grace === "gentle" ? streak.spares : null;
  const milestone = MILESTONES.find((count) => count === streak.current);
  return (
    <section aria-label={streakUnit(rule, streak.current)}>
      <div class="streak">
        <Stem strength={streak.strength} />
        <Count
          streak={streak}
          spares={spares === null ? "" : spareCount(rule, spares)}
          unit={streakUnit(rule, streak.current)}
          isArchived={habit.isArchived}
        >
          {progressWords(rule, progress, today)}
        </Count>
      </div>
      {milestone !== undefined && <p class="calm">{t(`milestone.${milestone}`)}</p>}
      {streak.best > 0 && <Stats streak={streak} insight={insight} today={today} />}
      {spares !== null && <p class="rule quiet">{spareRule(rule)}</p>}
    </section>
  );
}

interface CountProps {
  readonly streak: Result;
  /** How many there are, or "" where none are given. */
  readonly spares: string;
  readonly unit: string;
  readonly isArchived: boolean;
  /** How far the week has come, or "". */
  readonly children: string;
}

/** The number, or a kind word in place of a zero. */
function Count({ streak, spares, unit, isArchived, children }: CountProps) {
  const isRunning = streak.current > 0;
  const invitation = streak.best === 0 ? "run.start" : "today.welcome_back";
  const words = [isRunning ? unit : "", spares].filter((part) => part !== "");
  return (
    <p aria-live="polite">
      {isRunning ? (
        <span class="serif streak-number numbers">{formatNumber(streak.current)}</span>
      ) : (
        <span class="serif streak-start">{t(isArchived ? "run.none" : invitation)}</span>
      )}{" "}
      <span class="quiet">{words.join(" · ")}</span>
      {children !== "" && <span class="streak-progress numbers">{children}</span>}
    </p>
  );
}

interface StatsProps {
  readonly streak: Result;
  readonly insight: Insight | null;
  readonly today: LocalDate;
}

function Stats({ streak, insight, today }: StatsProps) {
  const rate = (label: string, share: number | null, days: number): readonly Figure[] => {
    if (share === null) return [];
    const count = insight === null ? null : rateCount(insight.closed, addDays(today, -days), today);
    const behind = count === null ? "" : t("habit.rate_count", { ...count });
    return [{ label, value: formatShare(share), behind }];
  };
  const figures: readonly Figure[] = [
    { label: t("run.best"), value: formatNumber(streak.best) },
    { label: t("run.strength"), value: formatShare(streak.strength) },
    ...rate(t("habit.rate_30"), streak.rate30, 30),
    ...rate(t("habit.rate_90"), streak.rate90, 90),
  ];
  return <Figures figures={figures} />;
}
