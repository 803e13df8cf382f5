/** Tables for spreadsheets (RFC 4180, UTF-8). */

const LINE_END = "\r\n";

/** Each row on a line of its own. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(cell).join(",") + LINE_END).join("");

// What a spreadsheet would take for a formula, or for the end of the cell before it (OWASP, CSV injection).
const FORMULA_START = /^[=+\-@\t\r\0]/;

export function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
