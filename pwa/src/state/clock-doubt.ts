/** A device whose clock was set back shows an old "today": say so, and lose nothing. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { addDays, type LocalDate } from "../core/dates";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";
import { createNewest } from "./newest";

export interface ClockDoubt {
  readonly today: LocalDate;
  /** The newest day that holds an entry. */
  readonly latest: LocalDate;
}

/** Null while the newest entry is of today, the past, or (somebody travelled) tomorrow. */
export function createClockDoubt(
  journal: Journal,
  calendar: Calendar,
): ReadonlySignal<ClockDoubt | null> {
  const newest = createNewest(journal);
  return computed(() => {
    const today = calendar.today.value;
    const latest = newest.value;
    return latest > addDays(today, 1) ? { today, latest } : null;
  });
}
