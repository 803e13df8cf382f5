/**
 * A reflection: private words about one day, from a guided moment, a page of one's own, the pulse or
 * the look back at a week. It is sealed whole, and has no path to anyone else.
 *
 * | field      | value                                                                   |
 * |------------|-------------------------------------------------------------------------|
 * | kind       | slug of the moment it came from (moments.ts)                            |
 * | mood       | 1–5, or null where the moment asks for none                             |
 * | answer:<n> | n from 1 to 6: a text, the number of a scale, or null                   |
 * | on         | the local date it is about; all that a server can read, apart from `deleted` |
 * | deleted    | true once deleted; editing other fields never undeletes                 |
 *
 * Each answer is a register of its own: two devices that edit different answers offline keep both, and
 * of one answer the later edit stands. They are numbered, and all six are always written, because the
 * names of registers are not sealed: neither names nor their number tell which moment it was.
 */
import { FORMS } from "../contract/forms";
import { MAX_ANSWER_CHARACTERS } from "../contract/limits";
import { stampToMs } from "../core/clock";
import type { LocalDate } from "../core/dates";
import { hasForm } from "../core/forms";
import { readText, valueOf, type Fields, type Json, type StoredRecord } from "./registers";
import { countCharacters } from "./text";

export const SLOTS = [1, 2, 3, 4, 5, 6] as const;

/** Which of the six answers. */
export type Slot = (typeof SLOTS)[number];

export type Answer = string | number | null;

export type Answers = Readonly<Record<Slot, Answer>>;

export interface Reflection {
  readonly id: string;
  /** "" while the words of the account are locked on this device. */
  readonly kind: string;
  readonly on: LocalDate;
  /** 1–5, or null. */
  readonly mood: number | null;
  readonly answers: Answers;
  /** When it was first saved; 0 while its words are locked. */
  readonly savedAtMs: number;
  readonly isDeleted: boolean;
  /** When it was deleted; null while it is not. */
  readonly deletedAtMs: number | null;
}

export const NO_ANSWERS: Answers = { 1: null, 2: null, 3: null, 4: null, 5: null, 6: null };

/** For so long what was deleted can be brought back. */
export const BIN_DAYS = 30;

export const [LOWEST, HIGHEST] = FORMS.mood.whole;

/** A sealed word has at most 64 KiB; a text of large emoji may be that long before it has 10,000 characters. */
const ANSWER_BYTES = 64_000;
/** All answers travel in one request of at most 256 KiB, a third longer than they are. */
const ALL_BYTES = 168_000;

export type AnswersProblem = "answer-too-long" | "answers-too-long";

export const answerField = (slot: Slot): string => `answer:${slot}`;

export function readReflection({ id, fields }: StoredRecord): Reflection {
  const mood = valueOf(fields, "mood");
  const [, savedStamp] = fields["kind"] ?? [];
  const [isDeleted, deletedStamp = ""] = fields["deleted"] ?? [];
  return {
    id,
    kind: readText(fields, "kind"),
    on: readText(fields, "on"),
    mood: isOnScale(mood) ? mood : null,
    answers: readAnswers(fields),
    savedAtMs: savedStamp === undefined ? 0 : stampToMs(savedStamp),
    isDeleted: isDeleted === true,
    deletedAtMs: isDeleted === true ? stampToMs(deletedStamp) : null,
  };
}

function readAnswers(fields: Fields): Answers {
  const read = (slot: Slot): Answer => {
    const value = valueOf(fields, answerField(slot));
    return typeof value === "string" || typeof value === "number" ? value : null;
  };
  return Object.fromEntries(SLOTS.map((slot) => [slot, read(slot)])) as unknown as Answers;
}

export const isOnScale = (value: Json | undefined): value is number => hasForm("mood", value);

/** The text of an answer, "" where there is none. */
export function textOf(answers: Answers, slot: Slot): string {
  const answer = answers[slot];
  return typeof answer === "string" ? answer : "";
}

/** Why the answers cannot be kept as they are, or null when they can. */
export function answersProblem(answers: Answers): AnswersProblem | null {
  const sizes = SLOTS.map((slot) => bytesOf(answers[slot]));
  const isLong = (slot: Slot, bytes: number): boolean =>
    bytes > ANSWER_BYTES ||
    // Characters are never more than bytes, so that short texts need no segmenting.
    (bytes > MAX_ANSWER_CHARACTERS &&
      countCharacters(textOf(answers, slot)) > MAX_ANSWER_CHARACTERS);
  if (SLOTS.some((slot, at) => isLong(slot, sizes[at] ?? 0))) return "answer-too-long";
  return sizes.reduce((sum, bytes) => sum + bytes, 0) > ALL_BYTES ? "answers-too-long" : null;
}

const encoder = new TextEncoder();

const bytesOf = (answer: Answer): number => encoder.encode(JSON.stringify(answer)).length;

/** Newest day first, and of one day the newest first; of equal ones the smaller id. */
export const newestFirst = (left: Reflection, right: Reflection): number =>
  compare(right.on, left.on) || right.savedAtMs - left.savedAtMs || compare(left.id, right.id);

const compare = (left: string, right: string): number =>
  left === right ? 0 : left < right ? -1 : 1;
