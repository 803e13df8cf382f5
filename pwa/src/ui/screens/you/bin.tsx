/** What was deleted lately, each with its way back. */
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { Icon } from "../../components/icon";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";

const BIN_DAYS = 30;

export function Bin() {
  const { calendar, journal } = useKept().state;
  const oldestOn = addDays(calendar.today.value, -BIN_DAYS);
  const binned = journal.deletedHabits.value
    .map((habit) => ({ habit, atMs: habit.deletedAtMs ?? 0 }))
    .map(({ habit, atMs }) => ({ habit, atMs, on: calendar.dayOf(atMs) }))
    .filter(({ on }) => on >= oldestOn)
    .sort((left, right) => right.atMs - left.atMs);
  if (binned.length === 0) return null;
  return (
    <section class="section" aria-labelledby="bin">
      <h2 class="section-title" id="bin">
        {t("you.deleted")}
      </h2>
      <p class="quiet small bin-hint">{t("you.deleted_hint")}</p>
      <ul class="rows">
        {binned.map(({ habit, on }) => (
          <BinRow key={habit.id} habit={habit} on={on} />
        ))}
      </ul>
    </section>
  );
}

function BinRow({ habit, on }: { readonly habit: Habit; readonly on: string }) {
  const { actions, state } = useKept();
  const { name } = habit;
  const putBack = async (): Promise<void> => {
    const result = await actions.undeleteHabit(habit);
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("you.put_back_done", { name }) }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
  return (
    <li class="bin-row" data-hue={habit.hue}>
      <span class="glyph">
        <Icon name={habit.glyph} />
      </span>
      <span>
        <bdi class="serif">{name}</bdi>
        <span class="quiet small">{t("you.deleted_on", { day: formatDate(on, "medium") })}</span>
      </span>
      <button
        type="button"
        class="button"
        aria-label={t("you.put_back_label", { name })}
        onClick={() => void putBack()}
      >
        {t("you.put_back")}
      </button>
    </li>
  );
}
