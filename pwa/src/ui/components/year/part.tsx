/** Fifty-two weeks: the months over them, the squares, and the one day that the keyboard is on. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { addDays, daysBetween as daysFrom, type LocalDate } from "../../../core/dates";
import { formatDate } from "../../../i18n/format";
import type { Day } from "../../../model/day-states";
import type { Habit } from "../../../model/habit-record";
import { YEAR_WEEKS, yearSpan } from "../../../model/year-grid";
import { daysBetween } from "../../../state/summaries";
import { useApp } from "../../app";
import { dayWords } from "../month/day-words";
import { outlineAt, PITCH, squaresOf } from "./squares";

const WEEK = 7;
const WIDTH = YEAR_WEEKS * PITCH;
const HEIGHT = WEEK * PITCH;

/** Where the keyboard is; `isMoved` once a key has moved it, so that the focus follows. */
export interface Cursor {
  readonly on: LocalDate;
  readonly isMoved: boolean;
}

interface Props {
  readonly habit: Habit;
  /** 0 is the newest. */
  readonly number: number;
  readonly today: LocalDate;
  readonly cursor: Cursor;
  readonly onMove: (on: LocalDate) => void;
  readonly onOpen: (on: LocalDate) => void;
}

export function Part({ habit, number, today, cursor, onMove, onOpen }: Props) {
  const { journal } = useApp().state;
  const preferences = journal.preferences.value;
  const span = yearSpan(today, preferences.weekStartsOn, number);
  const past = journal.pastOf(habit.id).value;
  const to = span.to < today ? span.to : today;
  const days = daysBetween(habit, past, preferences, today, { from: span.from, to });
  const at = daysFrom(span.from, cursor.on);
  const day = days[at];
  const open = (event: MouseEvent): void => {
    const index = indexAt(event);
    const tapped = days[index];
    if (tapped !== undefined) onOpen(tapped.on);
  };
  return (
    <div class="year-part">
      <Months days={days} isNewest={number === 0} />
      <div class="year-squares">
        <Squares days={days} todayAt={daysFrom(span.from, today)} onClick={open} />
        {day !== undefined && (
          <CursorDay
            key={day.on}
            day={day}
            at={at}
            isMoved={cursor.isMoved}
            onMove={onMove}
            onOpen={onOpen}
          />
        )}
      </div>
    </div>
  );
}

/** Which square of the part a finger came down on, as an index into its days. */
function indexAt({ currentTarget, clientX, clientY }: MouseEvent): number {
  const box = (currentTarget as Element).getBoundingClientRect();
  const isRightToLeft = getComputedStyle(currentTarget as Element).direction === "rtl";
  const x = isRightToLeft ? box.right - clientX : clientX - box.left;
  const row = Math.min(WEEK - 1, Math.floor((clientY - box.top) / PITCH));
  return Math.floor(x / PITCH) * WEEK + row;
}

interface SquaresProps {
  readonly days: readonly Day[];
  readonly todayAt: number;
  readonly onClick: (event: MouseEvent) => void;
}

/** For eyes and fingers; the reader has the day beside it and the table below. */
function Squares({ days, todayAt, onClick }: SquaresProps) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      onClick={onClick}
    >
      {squaresOf(days).map(({ look, path }) => (
        <path key={look} class={`year-${look}`} d={path} />
      ))}
      {todayAt < days.length && <path class="year-today" d={outlineAt(todayAt)} />}
    </svg>
  );
}

interface MonthsProps {
  readonly days: readonly Day[];
  readonly isNewest: boolean;
}

/** Over the week that holds the first of a month; January says which year begins. */
function Months({ days, isNewest }: MonthsProps) {
  const firsts = days.flatMap(({ on }, at) =>
    on.endsWith("-01") ? [{ on, week: Math.floor(at / WEEK) }] : [],
  );
  const shown = firsts.filter(({ week }) => !isNewest || week < YEAR_WEEKS - 1);
  return (
    <div class="year-months" aria-hidden="true">
      {shown.map(({ on, week }) => (
        <span key={on} style={{ gridColumn: `${week + 1} / span 2` }}>
          {formatDate(on, on.slice(5, 7) === "01" ? "year" : "monthShort")}
        </span>
      ))}
    </div>
  );
}

interface CursorProps {
  readonly day: Day;
  readonly at: number;
  readonly isMoved: boolean;
  readonly onMove: (on: LocalDate) => void;
  readonly onOpen: (on: LocalDate) => void;
}

/** A button on one day, which the keys move; a finger goes through it to the squares. */
function CursorDay({ day, at, isMoved, onMove, onOpen }: CursorProps) {
  const button = useRef<HTMLButtonElement>(null);
  const today = useApp().state.calendar.today.value;
  // Before the next key comes: a focus that is lost for a moment would lose it.
  useLayoutEffect(() => {
    if (!isMoved) return;
    button.current?.focus({ preventScroll: true });
    button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isMoved]);
  return (
    <button
      ref={button}
      type="button"
      class="year-cursor"
      aria-haspopup="dialog"
      aria-label={dayWords(day, today)}
      style={{
        insetInlineStart: `${Math.floor(at / WEEK) * PITCH}px`,
        insetBlockStart: `${(at % WEEK) * PITCH}px`,
      }}
      onClick={() => {
        onOpen(day.on);
      }}
      onKeyDown={(event) => {
        const step = stepOf(event);
        if (step === 0) return;
        event.preventDefault();
        onMove(addDays(day.on, step));
      }}
    />
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -WEEK,
  ArrowRight: WEEK,
  PageUp: -4 * WEEK,
  PageDown: 4 * WEEK,
};

/** How many days a key moves; sideways as it looks, also where time runs from right to left. */
function stepOf(event: KeyboardEvent): number {
  const step = STEPS[event.key] ?? 0;
  const isSideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const isRightToLeft = getComputedStyle(event.currentTarget as Element).direction === "rtl";
  return isSideways && isRightToLeft ? -step : step;
}
