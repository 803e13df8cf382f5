/** What a person does on one page of a moment. */
import type { Moment } from "../../../model/moments";
import { AnswerField } from "../../components/answer/answer";
import { Week } from "../../components/week/week";
import { SoFar, Whole } from "../../components/whole/whole";
import { Breathing } from "./breathing";
import { Timer } from "./timer";
import type { Walk } from "./use-walk";

/** Id of the heading that asks. */
export const ASK = "ask";

interface Props {
  readonly moment: Moment;
  readonly walk: Walk;
}

export function StepBody({ moment, walk }: Props) {
  const { step, draft } = walk;
  switch (step.kind) {
    case "read":
      return null;
    case "whole":
      return <Whole moment={moment} answers={draft.answers} />;
    case "timer":
      return <Timer seconds={step.seconds} />;
    case "breathing":
      return <Breathing breathing={step} />;
    case "week":
      return <Week on={draft.on} />;
    case "text":
    case "choice":
    case "scale":
    case "habit":
      return (
        <>
          <SoFar moment={moment} step={step} answers={draft.answers} />
          <AnswerField
            moment={moment}
            step={step}
            askedBy={ASK}
            value={step.slot === "mood" ? draft.mood : draft.answers[step.slot]}
            onChange={(value) => {
              walk.answer(step.slot, value);
            }}
          />
        </>
      );
  }
}
