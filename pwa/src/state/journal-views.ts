/**
 * Two views of one journal: as it is now, for what a person taps, and as it was at the last paint, for all that
 * may wait until the tapped circle is on the screen.
 */
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { HabitPast } from "../db/history";
import type { Journal } from "./journal";

export interface JournalViews extends Journal {
  /** The same a frame later. */
  readonly afterPaint: Journal;
}

/** `later` is given what brings a past up to date; it may be called once for several changes. */
export function createViews(journal: Journal, later: (run: () => void) => void): JournalViews {
  const pasts = new Map<string, ReadonlySignal<HabitPast>>();
  const pastOf = (habit: string): ReadonlySignal<HabitPast> => {
    const present = pasts.get(habit) ?? delayed(journal.pastOf(habit), later);
    pasts.set(habit, present);
    return present;
  };
  return { ...journal, afterPaint: { ...journal, pastOf } };
}

function delayed<Value>(
  source: ReadonlySignal<Value>,
  later: (run: () => void) => void,
): ReadonlySignal<Value> {
  const shown = signal(source.peek());
  effect(() => {
    if (source.value === shown.peek()) return;
    later(() => {
      shown.value = source.peek();
    });
  });
  return shown;
}
