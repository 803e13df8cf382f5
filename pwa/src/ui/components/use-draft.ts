/** Something that is being written outlives an interruption: it is kept as it is typed. */
import { useState } from "preact/hooks";
import { dropDraft, keepDraft } from "../../actions/keep-draft";
import type { Draft } from "../../model/drafts";
import { useApp } from "../app";
import { useLatestWrite } from "./use-latest-write";

export interface DraftInHand {
  readonly draft: Draft;
  readonly change: (next: Draft) => void;
  /** It has become a reflection, or is not wanted any more: nothing of it stays. */
  readonly drop: () => Promise<void>;
}

/** `isWorth` tells whether there is anything in it to come back to; what is not is not kept. */
export function useDraft(first: Draft, isWorth: (draft: Draft) => boolean): DraftInHand {
  const { context } = useApp();
  const [draft, setDraft] = useState(first);
  const write = useLatestWrite((next: Draft) =>
    isWorth(next) ? keepDraft(context, next) : dropDraft(context, next.moment),
  );
  return {
    draft,
    change: (next) => {
      setDraft(next);
      write(next);
    },
    drop: async () => {
      await write.stop();
      await dropDraft(context, first.moment);
    },
  };
}
