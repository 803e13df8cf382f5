/** The pulse over time, and what was kept in the weeks before each: side by side, and never counted into one. */
import { addDays, type LocalDate } from "../core/dates";
import type { EntryFact } from "./facts";
import type { Reflection, Slot } from "./reflections";

export const PULSE_SLOTS = [1, 2, 3, 4, 5] as const satisfies readonly Slot[];

/** One time that it was felt. */
export interface Beat {
  readonly id: string;
  readonly on: LocalDate;
  /** 1–5 by statement; null where it was left out. */
  readonly values: readonly (number | null)[];
}

/** The weeks that a pulse looks back on, where none was felt in between. */
const MAX_DAYS = 31;

/** Oldest first. Of a month that two devices each felt offline, the later one stands. */
export function beatsOf(reflections: readonly Reflection[]): readonly Beat[] {
  const byMonth = new Map<string, Beat>();
  // They come newest first.
  for (const { kind, id, on, answers } of reflections) {
    const month = on.slice(0, 7);
    if (kind !== "pulse" || byMonth.has(month)) continue;
    const values = PULSE_SLOTS.map((slot) => {
      const answer = answers[slot];
      return typeof answer === "number" ? answer : null;
    });
    byMonth.set(month, { id, on, values });
  }
  return [...byMonth.values()].reverse();
}

/** On how many days something was done in the weeks before each beat. */
export function keptBefore(
  beats: readonly Beat[],
  entries: readonly EntryFact[],
): readonly number[] {
  const days = [...new Set(entries.filter(isDone).map(({ on }) => on))];
  return beats.map(({ on }, at) => {
    const since = beats[at - 1]?.on ?? "";
    const earliest = addDays(on, -MAX_DAYS);
    const from = since > earliest ? since : earliest;
    return days.filter((day) => day > from && day <= on).length;
  });
}

const isDone = ({ kind, amount }: EntryFact): boolean => kind === "done" && amount > 0;
