/**
 * Facts: added or withdrawn, never edited. Two devices that each tick add two facts,
 * so that no tick can be lost (docs/storage.md).
 */
import type { FORMS } from "../contract/forms";
import type { Stamp } from "../core/clock";
import type { LocalDate } from "../core/dates";

export type EntryKind = (typeof FORMS.entry_kind.one_of)[number];

export interface EntryFact {
  readonly type: "entry";
  readonly id: string;
  /** Id of the habit it was recorded for. */
  readonly habit: string;
  /** The local calendar date it counts for, fixed when it is written and never recomputed. */
  readonly on: LocalDate;
  readonly kind: EntryKind;
  /** How much was done, ≥ 0; 0 for a rest, or for a note on a day with nothing to count. */
  readonly amount: number;
  readonly note?: string;
  readonly withdrawn?: true;
}

export type PromiseEventKind = (typeof FORMS.promise_event_kind.one_of)[number];

/** What happened to a promise. All of them stand in its history; the one with the latest stamp decides. */
export interface PromiseEvent {
  readonly type: "promise_event";
  readonly id: string;
  /** Id of the promise it happened to. */
  readonly promise: string;
  /** The local calendar date on which it happened, fixed when it is written. */
  readonly on: LocalDate;
  readonly kind: PromiseEventKind;
  /** When a person said so; orders the events of all devices. */
  readonly stamp: Stamp;
  /** Of a move alone: the new day, and where there is a time, that and its IANA zone. */
  readonly to_on?: LocalDate;
  readonly to_time?: string | null;
  readonly to_zone?: string | null;
  readonly note?: string;
  readonly withdrawn?: true;
}

export type Fact = EntryFact | PromiseEvent;

export type FactType = Fact["type"];

/** Every type of fact that this build knows. */
export const FACT_TYPES = ["entry", "promise_event"] as const satisfies readonly FactType[];

export const isLive = (fact: Fact): boolean => fact.withdrawn !== true;

export const isEntry = (fact: Fact): fact is EntryFact => fact.type === "entry";

export const isPromiseEvent = (fact: Fact): fact is PromiseEvent => fact.type === "promise_event";

/** Facts by what they are about. */
export function groupFacts<Kind extends Fact>(
  facts: readonly Kind[],
  subjectOf: (fact: Kind) => string,
): ReadonlyMap<string, readonly Kind[]> {
  const grouped = new Map<string, Kind[]>();
  for (const fact of facts) {
    const group = grouped.get(subjectOf(fact));
    if (group === undefined) grouped.set(subjectOf(fact), [fact]);
    else group.push(fact);
  }
  return grouped;
}
