/** Time that runs while somebody wants it to. */
import { useEffect, useState } from "preact/hooks";

const TICK_MS = 100;

export interface Ticker {
  readonly elapsedSeconds: number;
  readonly isRunning: boolean;
  readonly toggle: () => void;
}

/** Counts by the clock of the page, so that a phone that dozes off between two ticks counts right. */
export function useTicker(mostSeconds: number): Ticker {
  const [elapsedSeconds, setElapsed] = useState(0);
  const [isRunning, setIsRunning] = useState(false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const beganAt = performance.now() - elapsedSeconds * 1_000;
    const timer = setInterval(() => {
      const seconds = (performance.now() - beganAt) / 1_000;
      setElapsed(Math.min(seconds, mostSeconds));
      if (seconds >= mostSeconds) setIsRunning(false);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
    // Where it stood is read once, when it starts to run.
  }, [isRunning, mostSeconds]);
  return {
    elapsedSeconds,
    isRunning,
    toggle: () => {
      if (elapsedSeconds >= mostSeconds) setElapsed(0);
      setIsRunning(!isRunning);
    },
  };
}
