/** Something that is being written outlives an interruption: every change is kept after a pause of the hand. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../../model/drafts";
import { useKept } from "../kept";

/** After so long without a key, what was typed is on the disk. */
const PAUSE_MS = 250;

export interface DraftInHand {
  readonly draft: Draft;
  readonly change: (next: Draft) => void;
  /** It has become a reflection, or is not wanted any more: nothing of it stays. */
  readonly drop: () => Promise<void>;
}

/** `isWorth` tells whether there is anything in it to come back to; what is not is not kept. */
export function useDraft(first: Draft, isWorth: (draft: Draft) => boolean): DraftInHand {
  const { actions } = useKept();
  const [draft, setDraft] = useState(first);
  const unkept = useRef<Draft | null>(null);
  const flush = useCallback((): void => {
    const waiting = unkept.current;
    unkept.current = null;
    if (waiting === null) return;
    // No await in either case: the page may be going.
    if (isWorth(waiting)) void actions.keepDraft(waiting);
    else void actions.dropDraft(waiting.moment);
  }, [actions, isWorth]);

  useEffect(() => {
    if (unkept.current === null) return undefined;
    const timer = setTimeout(flush, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, flush]);
  useEffect(() => {
    document.addEventListener("visibilitychange", flush);
    addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  return {
    draft,
    change: (next) => {
      unkept.current = next;
      setDraft(next);
    },
    drop: async () => {
      unkept.current = null;
      await actions.dropDraft(first.moment);
    },
  };
}
