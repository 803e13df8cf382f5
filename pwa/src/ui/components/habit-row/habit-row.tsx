/** One habit on Today: what it is, its week, and the circle to tap. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { habitDay } from "../../../model/habit-day";
import { planOn, type Habit } from "../../../model/habit-record";
import { weekOf } from "../../../state/summaries";
import { AfterFirstPaint } from "../../after-paint";
import { useApp } from "../../app";
import { DaySheet } from "../../parts";
import { hasProgress, progressWords } from "../../words/plans";
import { Icon } from "../icon/icon";
import { Tick, type TickProps } from "../tick/tick";
import { WeekDots } from "../week-dots/week-dots";
import "./style.css";

interface OfDay {
  readonly habit: Habit;
  readonly on: string;
}

interface Props extends OfDay {
  /** Stands in place of the cue, such as the days on which it is due. */
  readonly note?: string;
  /** Its week, month or window is kept already, as `note` says. */
  readonly isSettled?: boolean;
}

export function HabitRow({ habit, on, note, isSettled = false }: Props) {
  const [isOpen, setIsOpen] = useState(false);
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
        <span class="row-week">
          <AfterFirstPaint>{() => <RowDots habit={habit} on={on} />}</AfterFirstPaint>
          {note === undefined && <RowProgress habit={habit} on={on} />}
        </span>
      </a>
      <RowTick habit={habit} on={on} settledWords={isSettled ? note : undefined} onMenu={open} />
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

/** Alone in what a tap draws at once: all else on the screen follows in the next frame. */
function RowTick({ habit, on, ...tick }: RowTickProps) {
  const past = useApp().state.journal.pastOf(habit.id).value;
  return <Tick habit={habit} day={habitDay(habit, past, on)} {...tick} />;
}

type RowTickProps = OfDay & Pick<TickProps, "settledWords" | "onMenu">;

function RowDots({ habit, on }: OfDay) {
  const { calendar, journal } = useApp().state;
  const past = journal.afterPaint.pastOf(habit.id).value;
  const looked = { on, today: calendar.today.value };
  return <WeekDots days={weekOf(habit, past, journal.preferences.value, looked)} {...looked} />;
}

/** "1 of 3 this week", for those that are not simply due today. */
function RowProgress({ habit, on }: OfDay) {
  const { calendar, dayLists } = useApp().state;
  const rule = planOn(habit, on)?.rule;
  const progress = dayLists.progressOf(habit.id, on);
  if (!hasProgress(rule, progress)) return null;
  const today = calendar.today.value;
  return (
    <span class="row-progress numbers">
      <AfterFirstPaint room={"\u00a0"}>
        {() => progressWords(rule, progress, today)}
      </AfterFirstPaint>
    </span>
  );
}

function RowLine({ habit, note }: { readonly habit: Habit; readonly note: string | undefined }) {
  const line = note ?? habit.cue;
  return line === "" ? null : <bdi class="row-cue">{line}</bdi>;
}
