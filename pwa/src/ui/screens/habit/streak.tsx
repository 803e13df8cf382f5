/** The number, its stem, and the figures behind it. */
import { addDays, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatNumber, formatShare } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import type { Rule } from "../../../model/habits";
import { rateCount, type Insight } from "../../../model/insight";
import { MILESTONES } from "../../../model/milestones";
import type { Result } from "../../../model/streaks";
import { Stem } from "../../components/stem";
import { useKept } from "../../kept";
import { streakUnit } from "../../words/plans";
import { spareRule } from "../../words/spares";

interface Props {
  readonly habit: Habit;
  readonly insight: Insight | null;
}

export function Streak({ habit, insight }: Props) {
  const { calendar, summaries } = useKept().state;
  const summary = summaries.of(habit.id).value;
  if (summary === null) return null;
  const { streak } = summary;
  const today = calendar.today.value;
  const rule = planOn(habit, today)?.rule;
  const milestone = MILESTONES.find((count) => count === streak.current);
  return (
    <section aria-label={streakUnit(rule, streak.current)}>
      <div class="streak">
        <Stem strength={streak.strength} />
        <Count streak={streak} rule={rule} />
      </div>
      {milestone !== undefined && <p class="calm">{t(`milestone.${milestone}`)}</p>}
      <Stats streak={streak} insight={insight} today={today} />
      <p class="rule quiet">{spareRule(rule)}</p>
    </section>
  );
}

/** The number, or a kind word in place of a nought. */
function Count({ streak, rule }: { readonly streak: Result; readonly rule: Rule | undefined }) {
  const spares = t("spares.count", { count: streak.spares });
  if (streak.current === 0) {
    return (
      <p aria-live="polite">
        <span class="serif streak-start">
          {t(streak.best === 0 ? "streak.start" : "today.welcome_back")}
        </span>
        <span class="quiet">{spares}</span>
      </p>
    );
  }
  return (
    <p aria-live="polite">
      <span class="serif streak-number numbers">{formatNumber(streak.current)}</span>{" "}
      <span class="quiet">
        {streakUnit(rule, streak.current)} · {spares}
      </span>
    </p>
  );
}

interface Figure {
  readonly label: string;
  readonly value: string;
  /** The counts that a share comes from. */
  readonly behind?: string;
}

interface StatsProps {
  readonly streak: Result;
  readonly insight: Insight | null;
  readonly today: LocalDate;
}

function Stats({ streak, insight, today }: StatsProps) {
  const rate = (label: string, share: number | null, days: number): Figure => {
    if (share === null) return { label, value: t("streak.none") };
    const count = insight === null ? null : rateCount(insight.closed, addDays(today, -days), today);
    const behind = count === null ? "" : t("habit.rate_count", { ...count });
    return { label, value: formatShare(share), behind };
  };
  const figures: readonly Figure[] = [
    { label: t("streak.best"), value: formatNumber(streak.best) },
    { label: t("streak.strength"), value: formatShare(streak.strength) },
    rate(t("habit.rate_30"), streak.rate30, 30),
    rate(t("habit.rate_90"), streak.rate90, 90),
  ];
  return (
    <dl class="stats">
      {figures.map(({ label, value, behind }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="serif numbers">{value}</span>
            {behind !== undefined && <span class="quiet numbers behind">{behind}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
