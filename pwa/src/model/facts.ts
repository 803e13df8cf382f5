/**
 * Facts: added or withdrawn, never edited. Two devices that each tick add two facts,
 * so that no tick can be lost (docs/storage.md).
 */
import type { LocalDate } from "../core/dates";

export type EntryKind = "done" | "rest";

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

export type Fact = EntryFact;

export const isLive = (fact: Fact): boolean => fact.withdrawn !== true;
