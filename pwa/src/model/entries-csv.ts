/**
 * The entries as a table for spreadsheets (RFC 4180, UTF-8): a line each, as they count today.
 *
 * | column | value                                           |
 * |--------|-------------------------------------------------|
 * | date   | YYYY-MM-DD, the local date it counts for        |
 * | habit  | its name                                        |
 * | kind   | done or rest                                    |
 * | amount | how much was done, with a point for decimals    |
 * | unit   | the habit's own word, or nothing                |
 * | note   | a person's words, or nothing                    |
 *
 * A text that a spreadsheet would take for a number, a date or a formula begins with an apostrophe.
 * Withdrawn entries and those of deleted habits are left out; the JSON file holds all of it.
 */
import { textCell, writeCsv } from "./csv";
import { isEntry, isLive, type Fact } from "./facts";
import { readHabit } from "./habit-record";
import type { StoredRecord } from "./registers";

const COLUMNS = ["date", "habit", "kind", "amount", "unit", "note"];

export function writeEntriesCsv(records: readonly StoredRecord[], facts: readonly Fact[]): string {
  const habits = new Map(
    records
      .filter(({ type }) => type === "habit")
      .map((record) => [record.id, readHabit(record)] as const)
      .filter(([, habit]) => !habit.isDeleted),
  );
  const lines = facts
    .filter(isEntry)
    .filter((entry) => isLive(entry) && habits.has(entry.habit))
    .toSorted((left, right) => compare(left.on, right.on) || compare(left.id, right.id))
    .map(({ on, habit, kind, amount, note = "" }) => {
      const { name = "", unit = "" } = habits.get(habit) ?? {};
      return [on, textCell(name), kind, String(amount), textCell(unit), textCell(note)];
    });
  return writeCsv([COLUMNS, ...lines]);
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
