/** One habit: its streak, its days, what they come to, its words, and what can be done with it. */
import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { t } from "../../../i18n";
import { habitDay } from "../../../model/habit-day";
import { planOn, type Habit } from "../../../model/habit-record";
import type { Insight } from "../../../model/insight";
import { useApp } from "../../app";
import { DaySheet } from "../../components/day-sheet/day-sheet";
import { Head } from "../../components/head/head";
import { MissingHabit } from "../../components/missing-habit/missing-habit";
import { Month } from "../../components/month/month";
import { Reminders } from "../../components/reminders/reminders";
import { Tick } from "../../components/tick/tick";
import { TimeOff } from "../../components/time-off/time-off";
import { Year } from "../../components/year/year";
import { keptWords } from "../../words/plans";
import { Insights } from "./insights";
import { Notes } from "./notes";
import { Offer } from "./offer";
import { Plan } from "./plan";
import { PutAway } from "./put-away";
import { Streak } from "./streak";
import "./style.css";
import { Totals } from "./totals";
import { useInsight } from "./use-insight";

export function HabitScreen() {
  const { params } = useRoute();
  const { journal } = useApp().state;
  const id = params["id"] ?? "";
  const habit = journal.habit(id);
  useEffect(() => {
    void journal.openPast(id); /* no await: the months fill when they are read */
  }, [journal, id]);
  if (habit === undefined || habit.isDeleted) return <MissingHabit />;
  return (
    <div class="page" data-hue={habit.hue}>
      <Head title={habit.name} over={habit.cue || undefined} backTo="/">
        {!habit.isArchived && <TodayTick habit={habit} />}
      </Head>
      {habit.isArchived && <p class="quiet archived">{t("habit.archived")}</p>}
      <Story key={habit.id} habit={habit} />
    </div>
  );
}

/** What is in sight when the screen opens; all below it is drawn once that is painted. */
function Story({ habit }: { readonly habit: Habit }) {
  const isPainted = useAfterPaint();
  const insight = useInsight(habit, isPainted);
  const rule = planOn(habit, useApp().state.calendar.today.value)?.rule;
  return (
    <>
      {rule?.kind === "anytime" ? (
        <Totals habit={habit} insight={insight} />
      ) : (
        <Streak habit={habit} insight={insight} />
      )}
      {insight !== null && <Offer habit={habit} insight={insight} />}
      <Year habit={habit} />
      {isPainted && <Below habit={habit} insight={insight} />}
    </>
  );
}

function Below({ habit, insight }: { readonly habit: Habit; readonly insight: Insight | null }) {
  return (
    <>
      <Month habit={habit} />
      {insight !== null && <Insights habit={habit} insight={insight} />}
      <Notes habit={habit} />
      <Plan habit={habit} />
      {!habit.isArchived && <Reminders owner={habit} name={habit.name} />}
      {!habit.isArchived && <TimeOff owner={habit} />}
      <PutAway habit={habit} />
    </>
  );
}

function useAfterPaint(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    setIsPainted(true);
  }, []);
  return isPainted;
}

function TodayTick({ habit }: { readonly habit: Habit }) {
  const { calendar, dayLists, journal, summaries } = useApp().state;
  const [isOpen, setIsOpen] = useState(false);
  const today = calendar.today.value;
  const isSettled = dayLists.of(today).settled.some(({ id }) => id === habit.id);
  const progress = summaries.of(habit.id).value?.progress ?? null;
  return (
    <>
      <Tick
        habit={habit}
        day={habitDay(habit, journal.pastOf(habit.id).value, today)}
        settledWords={
          isSettled && progress !== null
            ? keptWords(planOn(habit, today)?.rule, progress, today)
            : undefined
        }
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
