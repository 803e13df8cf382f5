/** An answer of a moment: written on lines, taken from a few, or set on a scale. The page around it says what is asked. */
import type { Moment, MomentStep } from "../../../model/moments";
import type { AnswerProps } from "./answer-props";
import { Choice, HabitChoice } from "./choice";
import { Lines } from "./lines";
import { Scale } from "./scale";
import "./style.css";

/** The steps that ask for an answer. */
export type AnswerStep = Extract<MomentStep, { kind: "text" | "choice" | "scale" | "habit" }>;

interface Props extends AnswerProps {
  readonly moment: Moment;
  readonly step: AnswerStep;
}

export function AnswerField({ moment, step, ...answer }: Props) {
  switch (step.kind) {
    case "text":
      return <Lines {...answer} />;
    case "choice":
      return <Choice moment={moment} step={step} {...answer} />;
    case "scale":
      return <Scale moment={moment} step={step} {...answer} />;
    case "habit":
      return <HabitChoice {...answer} />;
  }
}

export const isAnswerStep = (step: MomentStep): step is AnswerStep => "slot" in step;
