/** Today: what is due, one tap each. The first visit asks one question instead. */
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import type { DayList } from "../../../state/day-list";
import { DateStrip } from "../../components/date-strip";
import { HabitRow } from "../../components/habit-row";
import { Head } from "../../components/head";
import { useKept } from "../../kept";
import { planWords } from "../../words/plans";
import { FirstVisit } from "./first-visit";
import "./style.css";

export function TodayScreen() {
  const { state } = useKept();
  const { calendar, journal } = state;
  const today = calendar.today.value;
  const on = calendar.selectedOn.value;
  const hasHabits = journal.habits.value.length > 0;
  return (
    <div class="page">
      <Head title={dayTitle(on, today)} over={formatDate(on, "full")}>
        {on === today ? (
          <span class="pill">{t("today.device_only")}</span>
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
      {hasHabits ? <Lists on={on} today={today} /> : <FirstVisit />}
    </div>
  );
}

function dayTitle(on: string, today: string): string {
  if (on === today) return t("today.title");
  return on === addDays(today, -1) ? t("today.yesterday") : formatDate(on, "weekday");
}

function Lists({ on, today }: { readonly on: string; readonly today: string }) {
  const { state } = useKept();
  const { dayLists } = state;
  const list = dayLists.of(on);
  return (
    <>
      <DateStrip days={dayLists.strip.value} selectedOn={on} onSelect={state.calendar.select} />
      <Due list={list} on={on} isToday={on === today} />
      {list.later.length > 0 && <Later habits={list.later} on={on} keptIds={list.keptLaterIds} />}
      {dayLists.isNew.value && <p class="hint quiet">{t("today.hint_hold")}</p>}
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
  const { dayLists } = useKept().state;
  const { due, kept } = list;
  if (due.length === 0) {
    return <p class="calm">{t(isToday ? "today.nothing_due" : "today.nothing_due_past")}</p>;
  }
  return (
    <section aria-labelledby="due">
      <h2 class="section-title" id="due">
        <span>{t(dayLists.isAfterGap.value ? "today.welcome_back" : "today.due")}</span>
        <span class="numbers">{t("today.kept_count", { kept, total: due.length })}</span>
      </h2>
      <ul class="rows">
        {due.map((habit) => (
          <HabitRow key={habit.id} habit={habit} on={on} />
        ))}
      </ul>
      {kept === due.length && (
        <p class="calm" role="status">
          {t(isToday ? "today.all_kept" : "today.all_kept_past")}
        </p>
      )}
    </section>
  );
}

function Later({
  habits,
  on,
  keptIds,
}: {
  readonly habits: readonly Habit[];
  readonly on: string;
  readonly keptIds: ReadonlySet<string>;
}) {
  const noteOf = (habit: Habit): string => {
    if (keptIds.has(habit.id)) return t("today.later_kept");
    const plan = habit.plans.at(-1);
    return plan === undefined ? "" : planWords(plan);
  };
  return (
    <section class="section" aria-labelledby="later">
      <h2 class="section-title" id="later">
        {t("today.later")}
      </h2>
      <ul class="rows later">
        {habits.map((habit) => (
          <HabitRow key={habit.id} habit={habit} on={on} note={noteOf(habit)} />
        ))}
      </ul>
    </section>
  );
}
