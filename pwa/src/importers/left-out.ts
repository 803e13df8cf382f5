/** What of a sound file cannot be read: listed for the preview, while the rest is brought. */
import { attemptPart, refuse } from "./damage";
import type { LeftOut } from "./types";

/** So many are named; the others are counted. */
const MAX_NAMED = 5;

export interface Sieve {
  /** Gives null where it cannot be read; the place is listed then. */
  readonly read: <Value>(read: () => Value) => Value | null;
  readonly result: () => LeftOut;
}

export function createSieve(): Sieve {
  const named: LeftOut["named"][number][] = [];
  let count = 0;
  return {
    read: (read) => {
      const part = attemptPart(read);
      if (part.ok) return part.value;
      count += 1;
      if (named.length < MAX_NAMED) named.push(part.failure);
      return null;
    },
    result: () => ({ count, named }),
  };
}

/** A file of which not one habit can be read is damaged as a whole. */
export function refuseIfEmpty({ result }: Sieve, habits: number): void {
  const [first] = result().named;
  if (habits === 0 && first !== undefined) refuse(first.place, first.reason);
}
