/** Walking through a moment: where one is, and what is answered. */
import { useCallback } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { mintRecordId } from "../../../core/ids";
import { isBegun, withAnswer, type Draft } from "../../../model/drafts";
import { stepsOf, type Moment, type MomentStep } from "../../../model/moments";
import { NO_ANSWERS, type Answer, type Slot } from "../../../model/reflections";
import { useApp } from "../../app";
import { useDraft } from "../../components/use-draft";

export interface Walk {
  readonly draft: Draft;
  readonly steps: readonly MomentStep[];
  readonly step: MomentStep;
  /** From 0 on. */
  readonly at: number;
  readonly answer: (slot: Slot | "mood", value: Answer) => void;
  readonly go: (by: 1 | -1) => void;
  readonly startOver: () => void;
  /** Nothing more is kept of it: it has become a reflection. */
  readonly end: () => Promise<void>;
}

export const newDraft = (moment: Moment, on: LocalDate): Draft => ({
  moment: moment.slug,
  id: mintRecordId(),
  on,
  step: moment.steps[0]?.id ?? "",
  mood: null,
  answers: NO_ANSWERS,
});

export function useWalk(moment: Moment, first: Draft): Walk {
  const { calendar } = useApp().state;
  const isWorth = useCallback((draft: Draft) => isBegun(draft, moment), [moment]);
  const { draft, change, drop } = useDraft(first, isWorth);
  const steps = stepsOf(moment, draft.answers);
  const found = steps.findIndex(({ id }) => id === draft.step);
  const at = Math.max(0, found);
  const step = steps[at];
  if (step === undefined) throw new Error(`The moment ${moment.slug} has no steps`);
  return {
    draft,
    steps,
    step,
    at,
    answer: (slot, value) => {
      change(withAnswer(draft, slot, value));
    },
    go: (by) => {
      change({ ...draft, step: steps[at + by]?.id ?? draft.step });
    },
    startOver: () => {
      change(newDraft(moment, calendar.today.peek()));
    },
    end: drop,
  };
}
