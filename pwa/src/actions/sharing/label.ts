/** A partner's label, made safe to show: what sealed it may be no app of ours. */
import { MAX_PROMISE_CHARACTERS } from "../../contract/limits";
import { charactersOf, cleanLine } from "../../model/text";

/** Longer than any that our app seals; what takes longer to count is not counted. */
const MAX_UNITS = 12 * MAX_PROMISE_CHARACTERS;

/** One line without control or re-ordering marks, no longer than a promise; "" where nothing is left of it. */
export const readableLabel = (opened: string): string =>
  charactersOf(cleanLine(opened.slice(0, MAX_UNITS)))
    .slice(0, MAX_PROMISE_CHARACTERS)
    .join("");
