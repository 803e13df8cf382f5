/** What a person may write: any language and any emoji, bounded, and safe to show and to send. */
import { MAX_UNITS_PER_CHARACTER } from "../contract/limits";

/** What the server takes of one text, in UTF-8. */
const MAX_BYTES = 120 * 1024;
const MAX_BYTES_PER_UNIT = 3;

export type TextProblem = "empty" | "too-long";

export const countCharacters = (text: string): number => charactersOf(text).length;

/** Characters as people count them, so that a family emoji is one and not eleven. */
export function charactersOf(text: string): readonly string[] {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** A slow phone takes some fifty milliseconds to make it, and a start of the app needs none. */
let graphemes: Intl.Segmenter | undefined;

// Control characters, and the marks that re-order the text around them (CVE-2021-42574).
// eslint-disable-next-line no-control-regex -- naming the control characters is the point here
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** One line: trimmed, composed (NFC), without control or re-ordering characters or lone surrogates. */
export const cleanLine = (text: string): string => cleanNote(text).replace(/\s+/gu, " ").trim();

/** The same for several lines. */
export const cleanNote = (text: string): string =>
  text.replace(/\r\n?/gu, "\n").toWellFormed().replace(UNSAFE, "").normalize("NFC").trim();

/** Why a cleaned text cannot be taken, or null when it can. */
export function textProblem(text: string, limit: number, required = false): TextProblem | null {
  if (required && text === "") return "empty";
  // Graphemes are never more than code units, so that short texts need no segmenting. Nor do endless ones:
  // to count a pasted book by graphemes takes minutes and gigabytes.
  if (text.length <= limit) return null;
  const isEndless = text.length > limit * MAX_UNITS_PER_CHARACTER;
  return isEndless || isTooManyBytes(text) || countCharacters(text) > limit ? "too-long" : null;
}

const isTooManyBytes = (text: string): boolean =>
  text.length * MAX_BYTES_PER_UNIT > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES;
