/** The words of the guided moments: found by the moment's slug and the step's id (model/moments.ts). */
import type { ReflectionFailure } from "../../actions/save-reflection";
import { MAX_ANSWER_CHARACTERS } from "../../contract/limits";
import { t, type MessageKey } from "../../i18n";
import { formatNumber } from "../../i18n/format";
import { findMoment, type Moment, type MomentStep } from "../../model/moments";
import { failureWords } from "./failures";

/** A test holds that the catalogue has every key that can be made here, and no other. */
const words = (slug: string, name: string): string => t(`moment.${slug}.${name}` as MessageKey);

export const momentName = ({ slug }: Moment): string => words(slug, "name");
export const momentAbout = ({ slug }: Moment): string => words(slug, "about");
export const momentEnd = ({ slug }: Moment): string => words(slug, "end");

/** What a reflection of this kind is called; one of a newer app, or whose words are locked, says so. */
export function kindName(kind: string): string {
  const moment = findMoment(kind);
  if (moment !== undefined) return momentName(moment);
  return t(kind === "" ? "app.locked" : "reflections.unknown");
}

/** The question of a step; where the words begin a sentence, its beginning. */
export function askOf({ slug }: Moment, step: MomentStep): string {
  const ask = words(slug, step.id);
  return isLead(step) ? t("moment.lead", { words: ask }) : ask;
}

/** How the sentence of a step begins, to be followed by the answer. */
export const leadOf = ({ slug }: Moment, { id }: MomentStep): string => words(slug, id);

export const isLead = (step: MomentStep): boolean =>
  step.kind === "text" && step.lead !== undefined;

export const hintOf = ({ slug }: Moment, { id }: MomentStep): string => words(slug, `${id}_hint`);

export const endsOf = ({ slug }: Moment, { id }: MomentStep) =>
  ({ low: words(slug, `${id}_low`), high: words(slug, `${id}_high`) }) as const;

export const optionOf = ({ slug }: Moment, { id }: MomentStep, option: string): string =>
  words(slug, `${id}_${option}`);

export function reflectionFailureWords(failure: ReflectionFailure): string {
  switch (failure.type) {
    case "answer-too-long":
      return t("moment.answer_too_long", { limit: formatNumber(MAX_ANSWER_CHARACTERS) });
    case "answers-too-long":
      return t("moment.answers_too_long");
    default:
      return failureWords(failure);
  }
}
