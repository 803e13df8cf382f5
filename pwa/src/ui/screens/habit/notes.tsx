/** What a person wrote, day by day, newest first; a tap opens the day. */
import { useState } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDay } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { OpenDay } from "../../components/day-sheet/day-sheet";
import { Icon } from "../../components/icon/icon";

const PAGE = 10;

interface DayNotes {
  readonly on: LocalDate;
  readonly notes: readonly string[];
}

export function Notes({ habit }: { readonly habit: Habit }) {
  const [shown, setShown] = useState(PAGE);
  const [openOn, setOpenOn] = useState<LocalDate | null>(null);
  const days = useNotes(habit);
  if (days.length === 0) return null;
  return (
    <section class="section" aria-labelledby="notes">
      <h2 class="section-title" id="notes">
        {t("habit.notes")}
      </h2>
      <ul class="rows">
        {days.slice(0, shown).map((day) => (
          <NoteRow key={day.on} day={day} onOpen={setOpenOn} />
        ))}
      </ul>
      {days.length > shown && (
        <button
          type="button"
          class="button wide more"
          onClick={() => {
            setShown(shown + PAGE);
          }}
        >
          {t("habit.more_notes")}
        </button>
      )}
      <OpenDay habit={habit} on={openOn} onChange={setOpenOn} />
    </section>
  );
}

function useNotes(habit: Habit): readonly DayNotes[] {
  const { facts } = useApp().state.journal.pastOf(habit.id).value;
  const notesByDay = new Map<LocalDate, string[]>();
  for (const { on, note } of facts) {
    if (note !== undefined) notesByDay.set(on, [...(notesByDay.get(on) ?? []), note]);
  }
  return [...notesByDay]
    .map(([on, notes]) => ({ on, notes }))
    .sort((left, right) => (left.on > right.on ? -1 : 1));
}

interface RowProps {
  readonly day: DayNotes;
  readonly onOpen: (on: LocalDate) => void;
}

function NoteRow({ day: { on, notes }, onOpen }: RowProps) {
  const day = formatDay(on, useApp().state.calendar.today.value);
  return (
    <li class="note">
      <h3 class="note-day">
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={t("habit.note_open", { day })}
          onClick={() => {
            onOpen(on);
          }}
        >
          {day}
          <Icon name="pencil" />
        </button>
      </h3>
      {notes.map((note, at) => (
        <p key={at} dir="auto" class="note-text">
          {note}
        </p>
      ))}
    </li>
  );
}
