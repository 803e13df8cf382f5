/** One habit: its streak, its month, its words, and what can be done with it. */
import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { t } from "../../../i18n";
import { formatDate, formatShare } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import type { Rule } from "../../../model/habits";
import { MILESTONES } from "../../../model/milestones";
import type { Result } from "../../../model/streaks";
import { habitDay } from "../../../state/summaries";
import { DaySheet } from "../../components/day-sheet/lazy";
import { Head } from "../../components/head";
import { Month } from "../../components/month";
import { Stem } from "../../components/stem";
import { Tick } from "../../components/tick";
import { useKept } from "../../kept";
import { spareRule, streakUnit, targetWords } from "../../words/plans";
import { Notes } from "./notes";
import { PutAway } from "./put-away";
import "./style.css";

export function HabitScreen() {
  const { params } = useRoute();
  const { journal } = useKept().state;
  const id = params["id"] ?? "";
  const habit = journal.habit(id);
  useEffect(() => {
    void journal.openPast(id); /* no await: the months fill when they are read */
  }, [journal, id]);
  if (habit === undefined || habit.isDeleted) return <Missing />;
  return (
    <div class="page" data-hue={habit.hue}>
      <Head title={habit.name} over={habit.cue} backTo="/">
        {!habit.isArchived && <TodayTick habit={habit} />}
      </Head>
      {habit.isArchived && <p class="quiet archived">{t("habit.archived")}</p>}
      <Streak habit={habit} />
      <Month habit={habit} />
      <Notes habit={habit} />
      <Plan habit={habit} />
      <PutAway habit={habit} />
    </div>
  );
}

function Missing() {
  return (
    <div class="page">
      <Head title={t("habit.not_found")} />
      <a class="button" href="/">
        {t("habit.to_today")}
      </a>
    </div>
  );
}

function TodayTick({ habit }: { readonly habit: Habit }) {
  const { calendar, journal } = useKept().state;
  const [isOpen, setIsOpen] = useState(false);
  const today = calendar.today.value;
  return (
    <>
      <Tick
        habit={habit}
        day={habitDay(habit, journal.pastOf(habit.id).value, today)}
        onMenu={() => {
          setIsOpen(true);
        }}
      />
      {isOpen && (
        <DaySheet
          habit={habit}
          on={today}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function Streak({ habit }: { readonly habit: Habit }) {
  const { calendar, summaries } = useKept().state;
  const summary = summaries.of(habit.id).value;
  if (summary === null) return null;
  const { streak } = summary;
  const rule = planOn(habit, calendar.today.value)?.rule;
  const milestone = MILESTONES.find((count) => count === streak.current);
  return (
    <section aria-label={streakUnit(rule, streak.current)}>
      <div class="streak">
        <Stem strength={streak.strength} />
        <Count streak={streak} rule={rule} />
      </div>
      {milestone !== undefined && <p class="calm">{t(`milestone.${milestone}`)}</p>}
      <Stats streak={streak} />
      <p class="rule quiet">{spareRule(rule)}</p>
    </section>
  );
}

/** The number, or a kind word in place of a nought. */
function Count({ streak, rule }: { readonly streak: Result; readonly rule: Rule | undefined }) {
  const spares = t("streak.spares", { count: streak.spares });
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
      <span class="serif streak-number numbers">{streak.current}</span>{" "}
      <span class="quiet">
        {streakUnit(rule, streak.current)} · {spares}
      </span>
    </p>
  );
}

function Stats({ streak }: { readonly streak: Result }) {
  const figures = [
    { label: t("streak.best"), value: String(streak.best) },
    { label: t("streak.strength"), value: formatShare(streak.strength) },
    {
      label: t("streak.rate"),
      value: streak.rate30 === null ? t("streak.none") : formatShare(streak.rate30),
    },
  ];
  return (
    <dl class="stats">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="serif numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Plan({ habit }: { readonly habit: Habit }) {
  const today = useKept().state.calendar.today.value;
  const plan = planOn(habit, today);
  if (plan === undefined) return null;
  const isAhead = plan.from > today;
  return (
    <section class="section card" aria-labelledby="plan">
      <h2 id="plan">{t("habit.plan")}</h2>
      <p>
        {targetWords(plan, habit.unit)}
        {isAhead && ` · ${t("habit.begins", { day: formatDate(plan.from, "long") })}`}
      </p>
      {habit.practice !== null && (
        <p>
          <a class="link" href={`/practices/${habit.practice}`}>
            {t("habit.about_practice")}
          </a>
        </p>
      )}
    </section>
  );
}
