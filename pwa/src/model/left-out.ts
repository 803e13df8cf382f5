/** What of a sound file can't be read: listed for the preview, while the rest is brought. */
import type { DamageReason } from "./damage-reasons";

/** So many are named; the others are counted. */
const MAX_NAMED = 5;

export interface LeftOut {
  readonly count: number;
  /** The first of them. */
  readonly named: readonly { readonly place: string; readonly reason: DamageReason }[];
}

/** Lists a place; gives the nothing that is read there. */
export type Note = (place: string, reason: DamageReason) => readonly never[];

export interface LeftOutList {
  readonly note: Note;
  readonly result: () => LeftOut;
}

export function createLeftOut(): LeftOutList {
  const named: LeftOut["named"][number][] = [];
  let count = 0;
  return {
    note: (place, reason) => {
      count += 1;
      if (named.length < MAX_NAMED) named.push({ place, reason });
      return [];
    },
    result: () => ({ count, named }),
  };
}
