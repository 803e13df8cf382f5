/**
 * The large target of a habit: a tap does one step, the next one takes it back, a long press
 * (or the context menu, or the keyboard's menu key) opens the whole day.
 *
 * It fills when the disk has the entry, not before: what is shown as done is kept.
 */
import { useRef } from "preact/hooks";
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import type { HabitDay } from "../../../state/summaries";
import { useTap } from "../../use-tap";
import { Icon } from "../icon";
import "./style.css";

const LONG_PRESS_MS = 480;

interface Props {
  readonly habit: Habit;
  readonly day: HabitDay;
  readonly onMenu: () => void;
}

export function Tick({ habit, day, onMenu }: Props) {
  const tap = useTap(habit, day);
  const press = useLongPress(onMenu);
  const isCounted = day.target > 1;
  return (
    <button
      type="button"
      class={`tick ${appearance(day)}`}
      data-hue={habit.hue}
      aria-pressed={day.isDone}
      onClick={(event) => {
        // A key's click counts no presses (detail 0), so that it cannot be the end of a long one.
        const isKey = event.detail === 0;
        if (isKey || !press.wasLong()) void tap(); /* no await: the row draws when it is saved */
      }}
      {...press.handlers}
    >
      {isCounted && !day.isDone && !day.isRest && (
        <Ring share={Math.min(1, day.amount / day.target)} />
      )}
      <span class="tick-face" aria-hidden="true">
        {face(day)}
      </span>
      <span class="visually-hidden">
        {t("tick.label", { name: habit.name, state: stateWords(day) })}
      </span>
    </button>
  );
}

function appearance(day: HabitDay): string {
  if (day.isDone) return "done";
  if (day.isRest) return "rest";
  return day.amount > 0 ? "part" : "open";
}

function face(day: HabitDay) {
  if (day.isDone) return <Icon name="check" />;
  if (day.isRest) return <Icon name="moon" />;
  if (day.target <= 1) return null;
  return `${formatNumber(day.amount)}/${formatNumber(day.target)}`;
}

function stateWords(day: HabitDay): string {
  if (day.isDone) return t("tick.done");
  if (day.isRest) return t("tick.rest");
  if (day.target <= 1) return t("tick.open");
  return t("tick.count", {
    amount: formatNumber(day.amount),
    target: formatNumber(day.target),
  });
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
