/**
 * How much one request carries: all that the server takes, and half of it after each that was too much for
 * the line or for something on the way. Kept from run to run, for a slow line stays slow for a while.
 */
import { MAX_CHANGES, MAX_RECORDS } from "../contract/limits";

/** Gentler than the halving, so that a line that stays slow is not overloaded at every second request. */
const GROWTH = 1.5;

export interface Pace {
  /** How many things a request may offer. */
  readonly changes: () => number;
  /** How many things its answer may bring. */
  readonly records: () => number;
  /** A request that offered so many things was too much. */
  readonly slower: (offered: number) => void;
  /** A request went through. */
  readonly faster: () => void;
}

export function createPace(): Pace {
  let most = MAX_CHANGES;
  return {
    changes: () => most,
    records: () => Math.ceil((MAX_RECORDS * most) / MAX_CHANGES),
    slower: (offered) => {
      // One thing that is late may be late for what its answer brings.
      most = Math.ceil((offered > 1 ? Math.min(offered, most) : most) / 2);
    },
    faster: () => {
      most = Math.min(MAX_CHANGES, Math.ceil(most * GROWTH));
    },
  };
}
