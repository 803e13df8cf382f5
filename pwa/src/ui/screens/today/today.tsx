/** Today: what is due, one tap each. The first visit asks one question instead. */
import { useState } from "preact/hooks";
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import { pauseOn } from "../../../model/pauses";
import type { DayList } from "../../../state/day-list";
import { pausesOf } from "../../../state/summaries";
import { AfterFirstPaint } from "../../after-paint";
import { useApp } from "../../app";
import { DateStrip, DateStripRoom } from "../../components/date-strip/date-strip";
import { HabitRow } from "../../components/habit-row/habit-row";
import { Head } from "../../components/head/head";
import { SyncPill } from "../../components/sync-pill/sync-pill";
import {
  CheckIns,
  Find,
  NewsCard,
  PromisesOfToday,
  Unanswered,
  WaitingPromises,
} from "../../parts";
import { keptWords, pauseWords, planWords } from "../../words/plans";
import { FirstVisit } from "./first-visit";
import { Groups } from "./groups";
import "./style.css";

/** Beyond so many habits, one is found faster by its name. */
const LONGEST_PLAIN_LIST = 12;

export function TodayScreen() {
  const { state } = useApp();
  const { calendar, journal } = state;
  const today = calendar.today.value;
  const on = calendar.selectedOn.value;
  const hasHabits = journal.habits.value.length > 0;
  const hasPromises = journal.recordsOf("promise").length > 0;
  return (
    <div class="page">
      <Head
        title={dayTitle(on, today)}
        over={<AfterFirstPaint>{() => formatDate(on, "full")}</AfterFirstPaint>}
      >
        {on === today ? (
          <SyncPill />
        ) : (
          <button
            type="button"
            class="pill"
            onClick={() => {
              calendar.select(today);
            }}
          >
            {t("today.back_to_today")}
          </button>
        )}
      </Head>
      {hasPromises && on === today && <WaitingPromises />}
      {hasHabits ? <Lists on={on} today={today} /> : <FirstVisit />}
      {hasPromises && !hasHabits && <PromisesOfToday />}
      {!hasHabits && <NewsPlace />}
    </div>
  );
}

function dayTitle(on: string, today: string): string {
  if (on === today) return t("today.title");
  return on === addDays(today, -1) ? t("today.yesterday") : formatDate(on, "weekday");
}

function Lists({ on, today }: { readonly on: string; readonly today: string }) {
  const { state } = useApp();
  const { dayLists } = state;
  const list = dayLists.of(on);
  const count = state.journal.habits.value.length;
  const isLong = count > LONGEST_PLAIN_LIST;
  const [isSearching, setIsSearching] = useState(false);
  return (
    <>
      {state.nudges.unanswered.value.length > 0 && <Unanswered />}
      <AfterFirstPaint room={<DateStripRoom />}>
        {() => (
          <DateStrip days={dayLists.strip.value} selectedOn={on} onSelect={state.calendar.select} />
        )}
      </AfterFirstPaint>
      {isLong && (
        <div class="find">
          <Find
            habits={[...list.due, ...list.anytime, ...list.settled, ...list.later]}
            on={on}
            onSearching={setIsSearching}
          />
        </div>
      )}
      <div hidden={isLong && isSearching}>
        <Due list={list} on={on} isToday={on === today} />
        {on === today && state.journal.recordsOf("promise").length > 0 && <PromisesOfToday />}
        {list.anytime.length > 0 && <Anytime habits={list.anytime} on={on} />}
        <AfterFirstPaint>
          {() => (
            <>
              {list.settled.length > 0 && <Settled habits={list.settled} on={on} />}
              {list.later.length > 0 && <Later habits={list.later} on={on} />}
            </>
          )}
        </AfterFirstPaint>
      </div>
      <AfterFirstPaint>{() => <Foot isToday={on === today} />}</AfterFirstPaint>
    </>
  );
}

/** Below what is due: what comes late moves nothing under a thumb. */
const NewsPlace = () => (useApp().state.news.value.length > 0 ? <NewsCard /> : null);

function Foot({ isToday }: { readonly isToday: boolean }) {
  const { dayLists, journal } = useApp().state;
  return (
    <>
      {isToday && <NewsPlace />}
      {isToday && <CheckIns />}
      {dayLists.isNew.value && <p class="hint quiet">{t("today.hint_hold")}</p>}
      {journal.habits.value.length > 1 && (
        <p class="arrange">
          <a class="link" href="/you/arrange">
            {t("today.arrange")}
          </a>
        </p>
      )}
    </>
  );
}

function Due({
  list,
  on,
  isToday,
}: {
  readonly list: DayList;
  readonly on: string;
  readonly isToday: boolean;
}) {
  const { dayLists } = useApp().state;
  const { due, asked, kept } = list;
  if (due.length === 0) {
    return <p class="calm">{t(isToday ? "today.nothing_due" : "today.nothing_due_past")}</p>;
  }
  return (
    <section aria-labelledby="due">
      <h2 class="section-title" id="due">
        <span>{t(isToday && dayLists.isAfterGap.value ? "today.welcome_back" : "today.due")}</span>
        {asked > 0 && <span class="numbers">{t("today.kept_count", { kept, total: asked })}</span>}
      </h2>
      <Groups habits={due} on={on} />
      {kept === asked && (
        <p class="calm" role="status">
          {t(`today.${asked > 0 ? "all_kept" : "nothing_due"}${isToday ? "" : "_past"}`)}
        </p>
      )}
    </section>
  );
}

interface SectionProps {
  readonly habits: readonly Habit[];
  readonly on: string;
}

const Anytime = ({ habits, on }: SectionProps) => (
  <section class="section" aria-labelledby="anytime">
    <h2 class="section-title" id="anytime">
      {t("today.anytime")}
    </h2>
    <Groups habits={habits} on={on} />
  </section>
);

function Settled({ habits, on }: SectionProps) {
  const { calendar, dayLists } = useApp().state;
  const today = calendar.today.value;
  const noteOf = (habit: Habit): string => {
    const progress = dayLists.progressOf(habit.id, on);
    return progress === null ? "" : keptWords(planOn(habit, on)?.rule, progress, today);
  };
  return (
    <section class="section" aria-labelledby="settled">
      <h2 class="section-title" id="settled">
        {t(on === today ? "today.settled" : "today.settled_past")}
      </h2>
      <ul class="rows later">
        {habits.map((habit) => (
          <HabitRow key={habit.id} habit={habit} on={on} note={noteOf(habit)} isSettled />
        ))}
      </ul>
    </section>
  );
}

function Later({ habits, on }: SectionProps) {
  const { calendar, journal } = useApp().state;
  const preferences = journal.preferences.value;
  const noteOf = (habit: Habit): string => {
    const pause = pauseOn(pausesOf(habit, preferences), on);
    if (pause !== undefined) return pauseWords(pause);
    const plan = planOn(habit, on);
    const [first] = habit.plans;
    if (first !== undefined && first.from > on) {
      return t("today.begins", { day: formatDate(first.from, "long") });
    }
    return plan === undefined ? "" : planWords(plan);
  };
  return (
    <section class="section" aria-labelledby="later">
      <h2 class="section-title" id="later">
        {t(on === calendar.today.value ? "today.later" : "today.later_past")}
      </h2>
      <ul class="rows later">
        {habits.map((habit) => (
          <HabitRow key={habit.id} habit={habit} on={on} note={noteOf(habit)} />
        ))}
      </ul>
    </section>
  );
}
