/** Tables for spreadsheets (RFC 4180, UTF-8). */

const LINE_END = "\r\n";

/** Without it, spreadsheets take the file for one of their country's old encodings: "Ã¤". */
const BYTE_ORDER_MARK = "\uFEFF";

/** Each row on a line of its own. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((cells) => cells.map(cell).join(",") + LINE_END).join("");

// Digits with what may stand about them in a number, a time, a date, a share or a price.
const NUMBER_LIKE = /^[\s(]*[\p{Sc}]?[\s\p{Nd}.,:;/'’%٫٬_-]*(e[+-]?\d+)?[\s\p{Sc}%)]*$/iu;
const MONTHS = /^(\d+\W*)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*\d*(\W+\d+)*$/i;
const CLOCK_OR_WORD = /^\s*(\d+(:\d+)*\s*[ap]\.?m\.?|true|false)\s*$/i;

/** A person's words, which stay text where a spreadsheet would read a number, a date or a yes out of them. */
export function textCell(words: string): string {
  const hasDigit = /\p{Nd}/u.test(words);
  const isValue =
    CLOCK_OR_WORD.test(words) || (hasDigit && (NUMBER_LIKE.test(words) || MONTHS.test(words)));
  return isValue && !FORMULA_START.test(words) ? `'${words}` : words;
}

// What a spreadsheet would take for a formula, or for the end of the cell before it (OWASP, CSV injection).
const FORMULA_START = /^[=+\-@\t\r\0]/;

export function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
