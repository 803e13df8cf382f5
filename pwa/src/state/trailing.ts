/** The journal a frame later, for all that may wait until the circle a person tapped is painted. */
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { HabitPast } from "../db/history";
import type { Journal } from "./journal";

/** `later` is given what brings a past up to date; it may be called once for several changes. */
export function createTrailing(journal: Journal, later: (run: () => void) => void): Journal {
  const pasts = new Map<string, ReadonlySignal<HabitPast>>();
  const pastOf = (habit: string): ReadonlySignal<HabitPast> => {
    const present = pasts.get(habit) ?? trail(journal.pastOf(habit), later);
    pasts.set(habit, present);
    return present;
  };
  return { ...journal, pastOf };
}

function trail<Value>(
  source: ReadonlySignal<Value>,
  later: (run: () => void) => void,
): ReadonlySignal<Value> {
  const trailing = signal(source.peek());
  effect(() => {
    if (source.value === trailing.peek()) return;
    later(() => {
      trailing.value = source.peek();
    });
  });
  return trailing;
}
