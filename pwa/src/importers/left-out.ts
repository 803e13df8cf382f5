/** What of another app's file cannot be read: listed for the preview, while the rest is brought. */
import { createLeftOut, type LeftOut } from "../model/left-out";
import { attemptPart, refuse } from "./damage";

export interface Sieve {
  /** Gives null where it cannot be read; the place is listed then. */
  readonly read: <Value>(read: () => Value) => Value | null;
  readonly result: () => LeftOut;
}

export function createSieve(): Sieve {
  const { note, result } = createLeftOut();
  return {
    read: (read) => {
      const part = attemptPart(read);
      if (part.ok) return part.value;
      note(part.failure.place, part.failure.reason);
      return null;
    },
    result,
  };
}

/** A file of which not one habit can be read is damaged as a whole. */
export function refuseIfEmpty({ result }: Sieve, habits: number): void {
  const [first] = result().named;
  if (habits === 0 && first !== undefined) refuse(first.place, first.reason);
}
