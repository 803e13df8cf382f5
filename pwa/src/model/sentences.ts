/** What the written answers of a moment come to, to be read as a whole. */
import type { Moment, MomentStep } from "./moments";
import { stepsOf } from "./moments";
import { textOf, type Answers } from "./reflections";

type TextStep = Extract<MomentStep, { kind: "text" }>;

export interface Written {
  readonly step: TextStep;
  readonly text: string;
}

/** The written answers that hold something, in their order, up to a step or to the end. */
export function writtenIn(moment: Moment, answers: Answers, upTo?: MomentStep): readonly Written[] {
  const steps = stepsOf(moment, answers);
  const end = upTo === undefined ? steps.length : steps.indexOf(upTo);
  return steps.slice(0, end).flatMap((step) => {
    if (step.kind !== "text") return [];
    const text = textOf(answers, step.slot).trim();
    return text === "" ? [] : [{ step, text }];
  });
}

/** Whether they are sentences: each begins or continues one with the words that stand before it. */
export const isSentence = (written: readonly Written[]): boolean =>
  written.length > 0 && written.every(({ step }) => step.lead !== undefined);
