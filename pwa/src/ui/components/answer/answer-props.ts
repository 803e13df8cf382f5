/** What every kind of answer field is given. */
import type { Answer } from "../../../model/reflections";

export interface AnswerProps {
  readonly value: Answer;
  readonly onChange: (value: Answer) => void;
  /** Id of the element that asks; the one that explains is `<id>-hint`. */
  readonly askedBy: string;
}
