/** Numbers as people type them: with their own digits and marks. What could be two numbers is neither. */
import { failed, success, type Result } from "../core/result";
import { numberLocale } from "./catalogue";

export type NumberProblem =
  | { readonly type: "no-number" }
  | { readonly type: "too-precise" }
  /** "1.250" where a dot neither groups thousands nor begins the decimals. */
  | { readonly type: "two-readings"; readonly whole: number; readonly fractional: number };

/** As many as a number is written with. */
const MAX_DECIMALS = 3;

const THOUSANDS = "_";
const DECIMAL = "!";
/** Marks that mean one thing wherever they are typed, and variants of the comma and the dot. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/[\s'’ʼ`´٬]/g, THOUSANDS],
  [/٫/g, DECIMAL],
  [/[،，⹁]/g, ","],
  [/．/g, "."],
];
/** They direct the text around them and say nothing of the number. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const BY_THOUSANDS = /^[1-9]\d{0,2}(_\d{3})+$/;
/** As in India: 12,34,567. */
const BY_LAKHS = /^[1-9]\d?(_\d{2})*_\d{3}$/;

/**
 * The number as the person's region writes it. A mark of another region is understood where it can mean
 * one thing only: "0,250" begins with no thousands, and "1,5" groups none.
 */
export function readNumber(text: string): Result<number, NumberProblem> {
  const plain = toPlainMarks(toPlainDigits(text.replaceAll(DIRECTION_MARKS, "").trim()));
  if (!/^\d*([_!,.]\d+)*[!,.]?$/.test(plain) || !/\d/.test(plain)) {
    return failed({ type: "no-number" });
  }
  const mark = decimalMark(plain);
  if (mark === "unclear") {
    const [whole, fractional] = ["", "."].map((by) => Number(plain.replace(/[,.]/, by)));
    return failed({ type: "two-readings", whole: whole ?? 0, fractional: fractional ?? 0 });
  }
  return join(plain, mark);
}

/** Which mark of the text begins the decimals, if any. */
function decimalMark(plain: string): string | null {
  const marks = plain.replaceAll(/\d/g, "");
  const last = marks.at(-1) ?? THOUSANDS;
  if (last === DECIMAL) return last;
  if (last === THOUSANDS) return null;
  if (marks.length > 1) return marks.indexOf(last) === marks.length - 1 ? last : null;
  const { decimal, group } = localMarks();
  if (last === decimal || !BY_THOUSANDS.test(plain.replace(last, THOUSANDS))) return last;
  return last === group ? null : "unclear";
}

function join(plain: string, mark: string | null): Result<number, NumberProblem> {
  const at = mark === null ? plain.length : plain.lastIndexOf(mark);
  const whole = readWhole(plain.slice(0, at));
  const decimals = plain.slice(at + 1).replace(/0+$/, "");
  if (whole === null) return failed({ type: "no-number" });
  if (decimals.length > MAX_DECIMALS) return failed({ type: "too-precise" });
  return success(Number(`${whole}.${decimals}0`));
}

/** The digits without the marks between the thousands; null where these stand elsewhere, or are of two kinds. */
function readWhole(text: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const [mark = ""] = /\D/.exec(text) ?? [];
  const grouped = text.replaceAll(mark, THOUSANDS);
  const isGrouped = BY_THOUSANDS.test(grouped) || BY_LAKHS.test(grouped);
  return isGrouped ? grouped.replaceAll(THOUSANDS, "") : null;
}

const toPlainMarks = (text: string): string =>
  MARKS.reduce((done, [typed, mark]) => done.replaceAll(typed, mark), text);

function localMarks(): { readonly decimal: string; readonly group: string } {
  const parts = new Intl.NumberFormat(numberLocale()).formatToParts(1_234_567.5);
  const markOf = (part: string): string =>
    toPlainMarks(parts.find(({ type }) => type === part)?.value ?? "");
  return { decimal: markOf("decimal"), group: markOf("group") };
}

/** As it stands in a field to be typed over: nothing between the thousands. */
export const writeNumber = (value: number): string =>
  new Intl.NumberFormat(numberLocale(), {
    useGrouping: false,
    maximumFractionDigits: MAX_DECIMALS,
  }).format(value);

/** With 0 to 9, whichever digits a keyboard has. */
export const toPlainDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let first = point;
    // Unicode encodes digits in runs of ten, from zero on; some runs follow each other.
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((point - first) % 10);
  });
