/** What was deleted lately, each with its way back. */
import { undeleteHabit } from "../../../actions/put-away-habit";
import { undeletePromise } from "../../../actions/put-away-promise";
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Glyph, Hue } from "../../../model/glyphs";
import { readPromise } from "../../../model/promise-record";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { failureWords } from "../../words/failures";

const BIN_DAYS = 30;

interface Binned {
  readonly id: string;
  readonly name: string;
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly deletedAtMs: number;
  readonly putBack: () => ReturnType<typeof undeleteHabit>;
}

export function Bin() {
  const { calendar } = useApp().state;
  const oldestOn = addDays(calendar.today.value, -BIN_DAYS);
  const binned = useBinned()
    .filter(({ deletedAtMs }) => calendar.dayOf(deletedAtMs) >= oldestOn)
    .sort((left, right) => right.deletedAtMs - left.deletedAtMs);
  if (binned.length === 0) return null;
  return (
    <section class="section" aria-labelledby="bin">
      <h2 class="section-title" id="bin">
        {t("you.deleted")}
      </h2>
      <p class="quiet small bin-hint">{t("you.deleted_hint")}</p>
      <ul class="rows">
        {binned.map((thing) => (
          <BinRow key={thing.id} thing={thing} />
        ))}
      </ul>
    </section>
  );
}

function useBinned(): Binned[] {
  const { context, state } = useApp();
  const habits = state.journal.deletedHabits.value.map((habit) => ({
    ...{ id: habit.id, name: habit.name, glyph: habit.glyph, hue: habit.hue },
    deletedAtMs: habit.deletedAtMs ?? 0,
    putBack: () => undeleteHabit(context, habit),
  }));
  const promises = state.journal
    .recordsOf("promise")
    .map(readPromise)
    .flatMap((promise) =>
      promise.deletedAtMs === null ? [] : [{ ...promise, deletedAtMs: promise.deletedAtMs }],
    )
    .map((promise) => ({
      ...{ id: promise.id, name: promise.text || t("app.locked") },
      ...({ glyph: "handshake", hue: "clay" } as const),
      deletedAtMs: promise.deletedAtMs,
      putBack: () => undeletePromise(context, promise),
    }));
  return [...habits, ...promises];
}

function BinRow({ thing }: { readonly thing: Binned }) {
  const { state } = useApp();
  const { name } = thing;
  const on = state.calendar.dayOf(thing.deletedAtMs);
  const putBack = async (): Promise<void> => {
    const result = await thing.putBack();
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("you.put_back_done", { name }) }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
  return (
    <li class="bin-row" data-hue={thing.hue}>
      <span class="glyph">
        <Icon name={thing.glyph} />
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
