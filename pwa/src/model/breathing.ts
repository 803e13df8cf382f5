/** Where somebody is in a few slow breaths. */

export interface Breathing {
  readonly rounds: number;
  readonly inSeconds: number;
  readonly outSeconds: number;
}

export interface Breath {
  readonly phase: "in" | "out";
  /** From 1 on. */
  readonly round: number;
  /** Whole seconds until the phase ends, at least 1. */
  readonly left: number;
}

export const breathingSeconds = ({ rounds, inSeconds, outSeconds }: Breathing): number =>
  rounds * (inSeconds + outSeconds);

/** After so many seconds; null once all rounds are over. */
export function breathAt(elapsedSeconds: number, breathing: Breathing): Breath | null {
  const { rounds, inSeconds, outSeconds } = breathing;
  const roundSeconds = inSeconds + outSeconds;
  const round = Math.floor(elapsedSeconds / roundSeconds) + 1;
  if (round > rounds) return null;
  const within = elapsedSeconds % roundSeconds;
  const isIn = within < inSeconds;
  const left = Math.ceil((isIn ? inSeconds : roundSeconds) - within);
  return { phase: isIn ? "in" : "out", round, left };
}
