/**
 * The large target of a habit: a tap does one step, the next one takes it back, a long press
 * (or the context menu, or the keyboard's menu key) opens the whole day.
 *
 * It fills when the disk has the entry, not before: what is shown as done is kept.
 */
import { useRef } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatNumber, formatShare } from "../../../i18n/format";
import type { HabitDay } from "../../../model/habit-day";
import type { Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { useTap } from "../../use-tap";
import { countWords } from "../../words/days";
import { Icon } from "../icon/icon";
import "./style.css";

const LONG_PRESS_MS = 480;
/** So many characters fit the circle. */
const MAX_IN_CIRCLE = 5;

export interface TickProps {
  readonly habit: Habit;
  readonly day: HabitDay;
  /** Where its week, month or window is kept already: what that is called. */
  readonly settledWords?: string | undefined;
  readonly onMenu: () => void;
}

export function Tick({ habit, day, settledWords, onMenu }: TickProps) {
  const today = useApp().state.calendar.today.value;
  const isSettled = settledWords !== undefined && day.entries.length === 0;
  const tap = useTap(habit, day, onMenu);
  const press = useLongPress(onMenu);
  return (
    <button
      type="button"
      class={`tick ${isSettled ? "settled" : appearance(day)}`}
      data-hue={habit.hue}
      aria-pressed={day.isDone}
      onClick={(event) => {
        // A key's click counts no presses (detail 0), so it cannot be the end of a long one.
        const isKey = event.detail === 0;
        if (isKey || !press.wasLong()) void tap(); /* no await: the row draws when it is saved */
      }}
      {...press.handlers}
    >
      {isCounted(day) && !isSettled && !day.isLimit && !day.isDone && !day.isRest && (
        <Ring share={Math.min(1, day.amount / day.target)} />
      )}
      <span class="tick-face" aria-hidden="true">
        {isSettled ? <Icon name="check" /> : face(day)}
      </span>
      <span class="visually-hidden">
        {t("tick.label", {
          name: habit.name,
          state: isSettled ? settledWords : stateWords(day, today),
        })}
      </span>
    </button>
  );
}

/** A number says more than a mark. */
const isCounted = ({ target, isLimit }: HabitDay): boolean =>
  isLimit ? target >= 1 : target !== 1;

function appearance(day: HabitDay): string {
  if (day.isDone) return "done";
  if (day.isRest) return "rest";
  return day.amount > 0 ? "part" : "open";
}

function face(day: HabitDay) {
  const { amount, target, isLimit, isSaid, isDone, isRest } = day;
  if (isDone && !(isLimit && isCounted(day))) return <Icon name="check" />;
  if (isRest && !isDone) return <Icon name="moon" />;
  if (!isCounted(day)) return amount > 0 && isLimit ? formatNumber(amount) : null;
  const whole = formatNumber(target);
  if (isLimit && !isSaid) return `≤ ${whole}`;
  const count = `${formatNumber(amount)}/${whole}`;
  return count.length > MAX_IN_CIRCLE ? formatShare(amount / target) : count;
}

function stateWords(day: HabitDay, today: LocalDate): string {
  const { isLimit, isSaid, isDone, isRest } = day;
  if (isLimit && isSaid && isCounted(day)) return countWords(day);
  if (isDone) return t("tick.done");
  if (isRest) return t("tick.rest");
  if (isCounted(day) && !isLimit) return countWords(day);
  return t(day.on < today ? "tick.open_past" : "tick.open");
}

/** The share that is done, around the edge. */
function Ring({ share }: { readonly share: number }) {
  return (
    <svg class="tick-ring" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="23" pathLength="100" stroke-dasharray={`${share * 100} 100`} />
    </svg>
  );
}

function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isLong = useRef(false);
  const cancel = (): void => {
    clearTimeout(timer.current);
  };
  const open = (): void => {
    isLong.current = true;
    cancel();
    onLongPress();
  };
  return {
    /** Asked by the click that ends the press; asking forgets it. */
    wasLong: (): boolean => {
      const was = isLong.current;
      isLong.current = false;
      return was;
    },
    handlers: {
      onPointerDown: () => {
        isLong.current = false;
        cancel();
        timer.current = setTimeout(open, LONG_PRESS_MS);
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onPointerLeave: cancel,
      onContextMenu: (event: Event) => {
        event.preventDefault();
        if (!isLong.current) open();
        // A mouse's second button ends in no click that would ask.
        if ((event as PointerEvent).pointerType === "mouse") isLong.current = false;
      },
    },
  };
}
