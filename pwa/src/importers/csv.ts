/** Comma-separated values as RFC 4180 has them, with the line that each row begins on. */
import { refuse } from "./damage";

export interface Row {
  /** 1 is the first line of the file. */
  readonly line: number;
  readonly cells: readonly string[];
}

export function readCsv(text: string, file: string): readonly Row[] {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const row = readRow(source, at, `${file}, line ${line}`);
    if (row.cells.length > 1 || row.cells[0] !== "") rows.push({ line, cells: row.cells });
    line += row.lines;
    at = row.end;
  }
  return rows;
}

const CELL = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
const LINE_END = /\r\n|\r|\n/y;
const LINE_ENDS = /\r\n|\r|\n/g;

function readRow(
  source: string,
  start: number,
  place: string,
): { cells: string[]; end: number; lines: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    CELL.lastIndex = at;
    const [whole, quoted, plain = ""] = CELL.exec(source) ?? refuse(place, "corrupt");
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (source[at] !== ",") break;
    at += 1;
  }
  if (at < source.length) {
    LINE_END.lastIndex = at;
    const end = LINE_END.exec(source)?.[0];
    // A quotation mark that nothing closes swallows the rest of the file.
    if (end === undefined) refuse(place, source[at] === '"' ? "cut-off" : "corrupt");
    at += end.length;
  }
  return { cells, end: at, lines: source.slice(start, at).match(LINE_ENDS)?.length ?? 1 };
}
