/**
 * Whether a password is one that is tried first: one or two well-known words, walks over the keys, years
 * and other short numbers, and nothing else. A list of words with rules stands for many more passwords
 * than a list of passwords of that size, also for `P@ssw0rd2024!`.
 */
import { COMMON_WORDS, WALKED } from "./common-words";

/** What is left to spend on a part of the password; two words, also repeated, are soon tried. */
interface Budget {
  readonly words: number;
  /** As many as the day, month and year of somebody's birth. */
  readonly digits: number;
  readonly marks: number;
  readonly letters: number;
}

const BUDGET: Budget = { words: 2, digits: 8, marks: 3, letters: 1 };
const MIN_WALK = 3;
const MAX_MARKS = 3;

/** Signs that people write in the place of letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "il",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "€": "e",
};

export function isCommonPassword(password: string): boolean {
  const text = password.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const once = withoutRepetition(text);
  return isCovered(text, 0, BUDGET, new Set()) || isCovered(once, 0, BUDGET, new Set());
}

/** `monkeymonkey` is no better than `monkey`. */
const withoutRepetition = (text: string): string => text.replace(/^(.{3,}?)\1+/, "$1");

/** Whether everything from here on consists of known parts; `seen` are places that led nowhere. */
function isCovered(text: string, from: number, budget: Budget, seen: Set<string>): boolean {
  if (from === text.length) return true;
  const { words, digits, marks, letters } = budget;
  const place = [from, words, digits, marks, letters].join(" ");
  if (seen.has(place)) return false;
  seen.add(place);
  const goOn = (length: number, left: Budget): boolean =>
    length > 0 && isCovered(text, from + length, left, seen);
  return (
    goOn(walkLength(text, from), budget) ||
    goOn(repeatLength(text, from), budget) ||
    (marks > 0 &&
      lengthsOf(/^[^\p{L}\p{N}]/u, text, from, MAX_MARKS).some((length) =>
        goOn(length, { ...budget, marks: marks - 1 }),
      )) ||
    (words > 0 &&
      COMMON_WORDS.some(
        (word) => isWordAt(text, from, word) && goOn(word.length, { ...budget, words: words - 1 }),
      )) ||
    lengthsOf(/^\d/, text, from, digits).some((length) =>
      goOn(length, { ...budget, digits: digits - length }),
    ) ||
    (letters > 0 && goOn(1, { ...budget, letters: letters - 1 }))
  );
}

/** 1 up to how many characters from here are of this kind. */
function lengthsOf(kind: RegExp, text: string, from: number, max: number): readonly number[] {
  const lengths: number[] = [];
  for (let length = 1; length <= max && kind.test(text.charAt(from + length - 1)); length += 1) {
    lengths.push(length);
  }
  return lengths;
}

function isWordAt(text: string, from: number, word: string): boolean {
  if (from + word.length > text.length) return false;
  for (let index = 0; index < word.length; index += 1) {
    const sign = text.charAt(from + index);
    const meant = word.charAt(index);
    if (sign !== meant && !(LOOKALIKES[sign] ?? "").includes(meant)) return false;
  }
  return true;
}

/** How far a walk over the keys goes from here. */
function walkLength(text: string, from: number): number {
  let length = MIN_WALK;
  while (from + length <= text.length && isWalk(text.slice(from, from + length))) length += 1;
  return length - 1 < MIN_WALK ? 0 : length - 1;
}

const isWalk = (text: string): boolean => WALKED.some((walk) => walk.includes(text));

/** How often the same character, or the same two, come again from here. */
function repeatLength(text: string, from: number): number {
  const [match] = /^(.{1,2}?)\1{2,}/su.exec(text.slice(from)) ?? [""];
  return match.length;
}
