/** A moment that is not finished: where somebody is in it, and what they have answered so far. */
import type { LocalDate } from "../core/dates";
import type { Moment } from "./moments";
import type { Answer, Answers, Slot } from "./reflections";

export interface Draft {
  /** Slug of the moment, or `edit:<id>` of a reflection: there is one draft of each. */
  readonly moment: string;
  /** Id of the reflection that it becomes, so that finishing it twice is finishing it once. */
  readonly id: string;
  /** The day it was begun, which it is about. */
  readonly on: LocalDate;
  /** Id of the step that is on the screen; "" in an edit. */
  readonly step: string;
  readonly mood: number | null;
  readonly answers: Answers;
}

/** Whether there is more in it than how close one feels. */
export const hasAnswers = ({ answers }: Pick<Draft, "answers">): boolean =>
  Object.values(answers).some((answer) => answer !== null && answer !== "");

/** A form that was left before it was saved. */
export interface FormDraft {
  /** Beside the slugs of moments, none of which has a colon. */
  readonly moment: `form:${string}`;
  /** What the form holds, as the version of the app that wrote it had it. */
  readonly form: unknown;
}

/** Whether there is anything to come back to. */
export const isBegun = (draft: Draft, moment: Moment): boolean =>
  draft.mood !== null || hasAnswers(draft) || draft.step !== moment.steps[0]?.id;

export const withAnswer = (draft: Draft, slot: Slot | "mood", value: Answer): Draft =>
  slot === "mood"
    ? { ...draft, mood: typeof value === "number" ? value : null }
    : { ...draft, answers: { ...draft.answers, [slot]: value } };

/** The draft of an edit stands beside those of moments. */
export const editKey = (id: string): string => `edit:${id}`;
