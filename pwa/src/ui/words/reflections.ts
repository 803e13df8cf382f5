/** What a reflection says, in words to be read or searched. */
import { t } from "../../i18n";
import { findMoment, stepsOf, type Moment, type MomentStep } from "../../model/moments";
import { SLOTS, type Answer, type Reflection } from "../../model/reflections";
import type { Journal } from "../../state/journal";
import { kindName, optionOf } from "./moments";

/** An answer in words; "" where there is none. A number is said beside its drawing, not here. */
export function answerWords(
  moment: Moment,
  step: MomentStep,
  answer: Answer,
  journal: Journal,
): string {
  if (typeof answer !== "string") return "";
  switch (step.kind) {
    case "choice":
      return step.options.includes(answer) ? optionOf(moment, step, answer) : "";
    case "habit":
      return answer === "" ? "" : (journal.habit(answer)?.name ?? t("moment.gone_habit"));
    default:
      return answer;
  }
}

/** The answers in the order of their questions; of a kind that this build does not know, as they are. */
export function textsOf(reflection: Reflection, journal: Journal): readonly string[] {
  return [kindName(reflection.kind), ...answersOf(reflection, journal)];
}

function answersOf({ kind, answers }: Reflection, journal: Journal): readonly string[] {
  const moment = findMoment(kind);
  const texts =
    moment === undefined
      ? SLOTS.map((slot) => answers[slot]).filter((answer) => typeof answer === "string")
      : stepsOf(moment, answers).map((step) =>
          "slot" in step && step.slot !== "mood"
            ? answerWords(moment, step, answers[step.slot], journal)
            : "",
        );
  return texts.filter((text) => text.trim() !== "");
}

const EXCERPT_CHARACTERS = 160;

/** How it begins, on one line. */
export const excerptOf = (reflection: Reflection, journal: Journal): string =>
  answersOf(reflection, journal)
    .join(" · ")
    .slice(0, EXCERPT_CHARACTERS)
    .toWellFormed()
    .replace(/\s+/gu, " ");
