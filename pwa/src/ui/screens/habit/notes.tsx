/** What a person wrote about their days, newest first. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { useKept } from "../../kept";

const SHOWN = 20;

export function Notes({ habit }: { readonly habit: Habit }) {
  const { facts } = useKept().state.journal.pastOf(habit.id).value;
  const notes = facts
    .filter((fact) => fact.note !== undefined)
    .sort((left, right) => (left.on > right.on ? -1 : 1))
    .slice(0, SHOWN);
  if (notes.length === 0) return null;
  return (
    <section class="section" aria-labelledby="notes">
      <h2 class="section-title" id="notes">
        {t("habit.notes")}
      </h2>
      <ul class="rows">
        {notes.map((fact) => (
          <li key={fact.id} class="note">
            <p class="quiet">{formatDate(fact.on, "full")}</p>
            <p dir="auto" class="note-text">
              {fact.note}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
