/** A moment that is not finished: where somebody is in it, and what they have answered so far. */
import type { LocalDate } from "../core/dates";
import type { Answers } from "./reflections";

export interface Draft {
  /** Slug of the moment: there is one draft of each. */
  readonly moment: string;
  /** Id of the reflection that it becomes, so that finishing it twice is finishing it once. */
  readonly id: string;
  /** The day it was begun, which it is about. */
  readonly on: LocalDate;
  /** Id of the step that is on the screen. */
  readonly step: string;
  readonly mood: number | null;
  readonly answers: Answers;
}
