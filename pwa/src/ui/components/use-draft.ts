/** Something that is being written outlives an interruption: it is kept as it is typed. */
import { useRef, useState } from "preact/hooks";
import type { Draft } from "../../model/drafts";
import { useKept } from "../kept";
import { failureWords } from "../words/failures";

export interface DraftInHand {
  readonly draft: Draft;
  readonly change: (next: Draft) => void;
  /** It has become a reflection, or is not wanted any more: nothing of it stays. */
  readonly drop: () => Promise<void>;
}

/** `isWorth` tells whether there is anything in it to come back to; what is not is not kept. */
export function useDraft(first: Draft, isWorth: (draft: Draft) => boolean): DraftInHand {
  const { actions, state } = useKept();
  const [draft, setDraft] = useState(first);
  const waiting = useRef<Draft | null>(null);
  const isWriting = useRef(false);

  /** One write at a time; of what was typed meanwhile only the latest is written next. */
  const write = async (): Promise<void> => {
    if (isWriting.current) return;
    isWriting.current = true;
    for (let next = waiting.current; next !== null; next = waiting.current) {
      waiting.current = null;
      const result = isWorth(next)
        ? await actions.keepDraft(next)
        : await actions.dropDraft(next.moment);
      if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    }
    isWriting.current = false;
  };

  return {
    draft,
    change: (next) => {
      waiting.current = next;
      setDraft(next);
      void write(); /* no await: nobody waits with the next key */
    },
    drop: async () => {
      waiting.current = null;
      await actions.dropDraft(first.moment);
    },
  };
}
