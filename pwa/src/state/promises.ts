/** How all promises stand, as the screens show them; made by the screens that show any, for Today starts without. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { readPromise } from "../model/promise-record";
import {
  byDue,
  phaseOf,
  standingOf,
  type Moment,
  type Phase,
  type StandingPromise,
} from "../model/promises";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";

export interface Promises {
  readonly moment: ReadonlySignal<Moment>;
  /** Not deleted, by when they are due. */
  readonly all: ReadonlySignal<readonly StandingPromise[]>;
  readonly open: ReadonlySignal<readonly StandingPromise[]>;
  readonly phaseOf: (promise: StandingPromise) => Phase;
  /** A deleted one too, for an undo that is still on the screen. */
  readonly find: (id: string) => StandingPromise | undefined;
}

/** `lockedText` stands for the words of a promise that cannot be opened on this device. */
export function createPromises(journal: Journal, calendar: Calendar, lockedText: string): Promises {
  const moment = computed(() => ({
    nowMs: calendar.nowMs.value,
    timeZone: calendar.timeZone.value,
    today: calendar.today.value,
    dayOf: calendar.dayOf,
  }));
  const known = computed(() =>
    journal.recordsOf("promise").map((record): StandingPromise => {
      const promise = readPromise(record);
      const events = journal.promiseEvents.value.get(record.id) ?? [];
      const text = promise.text === "" ? lockedText : promise.text;
      return { ...promise, text, standing: standingOf(promise, events) };
    }),
  );
  const all = computed(() => known.value.filter(({ isDeleted }) => !isDeleted).sort(byDue));
  return {
    moment,
    all,
    open: computed(() => all.value.filter(({ standing }) => standing.outcome === "open")),
    phaseOf: ({ standing }) => phaseOf(standing.due, moment.value),
    find: (id) => known.value.find((promise) => promise.id === id),
  };
}
