/** What day it is, for everything that asks: list, tick, streak. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Now } from "../core/clock";
import { dateOnWallClock, type LocalDate } from "../core/dates";

/** The clock of this device, and where it is. */
export interface Here {
  readonly now: Now;
  /** IANA name of the zone. */
  readonly timeZone: () => string;
  /** What the clock on the wall shows at an instant, as if it were UTC. */
  readonly wallClockMs: (atMs: number) => number;
}

export interface Calendar {
  /** The local date of now − the hour at which the person's day begins. */
  readonly today: ReadonlySignal<LocalDate>;
  /** The day that Today shows and logs; it follows today until a person picks another one. */
  readonly selectedOn: ReadonlySignal<LocalDate>;
  readonly select: (on: LocalDate) => void;
  /** In milliseconds since 1970; moves with each refresh. */
  readonly nowMs: ReadonlySignal<number>;
  /** IANA name of the zone that the device is in. */
  readonly timeZone: ReadonlySignal<string>;
  /** The day in which an instant fell, here. */
  readonly dayOf: (atMs: number) => LocalDate;
  /** Read the clock again: a timer came, the page came back, the zone changed. */
  readonly refresh: () => void;
}

export function createCalendar(
  { now, timeZone, wallClockMs }: Here,
  dayStartHour: ReadonlySignal<number>,
): Calendar {
  const nowMs = signal(now());
  const dayOf = (atMs: number): LocalDate => dateOnWallClock(wallClockMs(atMs), dayStartHour.value);
  // Asked again after each look at the clock, and not before somebody wants it.
  const zoneAfter: (lookedAtMs: number) => string = timeZone;
  const zone = computed(() => zoneAfter(nowMs.value));
  const today = computed(() => dayOf(nowMs.value));
  const picked: Signal<LocalDate | null> = signal(null);

  // A new day begins on its own page: what was picked yesterday is not picked any more.
  let lastToday = today.peek();
  effect(() => {
    if (today.value === lastToday) return;
    lastToday = today.value;
    picked.value = null;
  });

  return {
    today,
    nowMs,
    timeZone: zone,
    selectedOn: computed(() => picked.value ?? today.value),
    select: (on) => {
      picked.value = on === today.value ? null : on;
    },
    dayOf,
    refresh: () => {
      nowMs.value = now();
    },
  };
}
