/**
 * When the app was last in sight on this device, in any tab. It stands in localStorage, which is written at once,
 * even by a page that is about to end; where nothing stands there, the app is locked.
 */
import { isStillOpen } from "../model/lock";

const SEEN = "kept:seen";

export interface Presence {
  /** In sight now. */
  readonly seen: () => void;
  /** Locked: it counts as never seen. */
  readonly forget: () => void;
  /** Out of sight from now on; `onAway` is run when that has lasted. */
  readonly leave: (afterSeconds: number) => void;
  /** Another tab is in sight: the time starts again. */
  readonly postpone: (afterSeconds: number) => void;
  readonly comeBack: () => void;
  readonly isOpen: (afterSeconds: number) => boolean;
}

export function createPresence(now: () => number, onAway: () => void): Presence {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** By a clock that nobody can set; null: in sight. */
  let leftAt: number | null = null;
  const comeBack = (): void => {
    clearTimeout(timer);
    leftAt = null;
  };
  const count = (afterSeconds: number): void => {
    clearTimeout(timer);
    leftAt = performance.now();
    timer = setTimeout(onAway, afterSeconds * 1_000);
  };
  return {
    seen: () => {
      write(now());
    },
    forget: () => {
      comeBack();
      write(null);
    },
    leave: (afterSeconds) => {
      write(now());
      if (afterSeconds === 0) onAway();
      else count(afterSeconds);
    },
    postpone: (afterSeconds) => {
      if (leftAt !== null) count(afterSeconds);
    },
    comeBack,
    isOpen: (afterSeconds) => {
      const awayMs = leftAt === null ? 0 : performance.now() - leftAt;
      return awayMs < afterSeconds * 1_000 && isStillOpen(read(), afterSeconds, now());
    },
  };
}

function read(): number | null {
  try {
    const text = localStorage.getItem(SEEN);
    return text === null ? null : Number(text);
  } catch {
    return null;
  }
}

function write(seenAt: number | null): void {
  try {
    if (seenAt === null) localStorage.removeItem(SEEN);
    else localStorage.setItem(SEEN, String(seenAt));
  } catch {
    // Where storage is closed, the app is locked whenever it is opened or comes back.
  }
}
