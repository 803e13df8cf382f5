/** One habit on Today: what it is, its week, and the circle to tap. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";
import { habitDay, weekOf } from "../../../state/summaries";
import { useKept } from "../../kept";
import { DaySheet } from "../day-sheet/lazy";
import { Icon } from "../icon";
import { Tick } from "../tick";
import { WeekDots } from "../week-dots";
import "./style.css";

interface Props {
  readonly habit: Habit;
  readonly on: string;
  /** Stands in place of the cue, such as the days on which it is due. */
  readonly note?: string;
}

export function HabitRow({ habit, on, note }: Props) {
  const { state } = useKept();
  const [isOpen, setIsOpen] = useState(false);
  const past = state.journal.pastOf(habit.id).value;
  const open = (): void => {
    setIsOpen(true);
  };
  return (
    <li class="row" data-hue={habit.hue}>
      <button
        type="button"
        class="glyph"
        aria-label={t("tick.menu", { name: habit.name })}
        aria-haspopup="dialog"
        onClick={open}
      >
        <Icon name={habit.glyph} />
      </button>
      <a class="row-words" href={`/habits/${habit.id}`}>
        <bdi class="row-name serif">{habit.name}</bdi>
        <RowLine habit={habit} note={note} />
        <WeekDots days={weekOf(habit, past, state.journal.preferences.value, on)} />
      </a>
      <Tick habit={habit} day={habitDay(habit, past, on)} onMenu={open} />
      {isOpen && (
        <DaySheet
          habit={habit}
          on={on}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </li>
  );
}

function RowLine({ habit, note }: { readonly habit: Habit; readonly note: string | undefined }) {
  const line = note ?? habit.cue;
  return line === "" ? null : <bdi class="row-cue">{line}</bdi>;
}
