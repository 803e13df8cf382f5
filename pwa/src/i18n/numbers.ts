/** Numbers as people type them: with their own digits, and with either decimal mark. */
import { region } from "./format";

const ZEROS = ["٠", "۰"].map((zero) => zero.codePointAt(0) ?? 0);
const NUMBER = /^(\d+)(?:([.,٫])(\d{1,3}))?$/;
const GROUP_DIGITS = 3;

/**
 * Null where it is no number.
 *
 * In English "1,000" is a thousand and "1,5" can only be one and a half; in German it is the other
 * way about. Three digits after a mark are decimals only where the mark is the region's own.
 */
export function readNumber(text: string): number | null {
  const [found, whole = "", mark, decimals = ""] = NUMBER.exec(toPlainDigits(text.trim())) ?? [];
  if (found === undefined) return null;
  const isGroup = decimals.length === GROUP_DIGITS && mark !== decimalMark();
  return Number(isGroup ? whole + decimals : `${whole}.${decimals}`);
}

/** As it stands in a field to be typed over: nothing between the thousands. */
export const writeNumber = (value: number): string =>
  new Intl.NumberFormat(region(), { useGrouping: false }).format(value);

function decimalMark(): string {
  const parts = new Intl.NumberFormat(region()).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** With 0 to 9, whichever digits a keyboard has. */
export const toPlainDigits = (text: string): string =>
  text.replaceAll(/[٠-٩۰-۹]/g, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    return String(point - (ZEROS.findLast((zero) => zero <= point) ?? point));
  });
