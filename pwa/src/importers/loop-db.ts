/**
 * The backup of Loop Habit Tracker, its SQLite database ("Loop Habits Backup 2026-11-23.db").
 *
 * Sources, in iSoron/uhabits: uhabits-core/src/jvmMain/resources/migrations/09.sql to 26.sql and
 * .../io/LoopDBImporter.kt. What the versions differ in:
 *
 * | since | change                                                                              |
 * |-------|-------------------------------------------------------------------------------------|
 * | 9     | Habits(id, name, description = the question, freq_num, freq_den, color, archived, position, reminder_hour), Repetitions(habit, timestamp): each row a yes |
 * | 14    | color is a place in a palette, no longer ARGB; 21: another palette                   |
 * | 16    | Habits.type (0 yes or no, 1 measured), Repetitions.value                             |
 * | 18    | Habits.target_type (0 at least, 1 at most), target_value, unit                       |
 * | 22    | a day at most once; before it the first row counts                                   |
 * | 23    | Habits.question; description is free text                                            |
 * | 24    | Habits.uuid; before it a habit is known by its name                                  |
 * | 25    | Repetitions.notes                                                                    |
 *
 * A timestamp is midnight UTC of the local date, in milliseconds since 1970.
 */
import { toLocalDate, type LocalDate } from "../core/dates";
import { refuse } from "./damage";
import { keysByName } from "./identity";
import { hueOfIndex } from "./loop-colours";
import { LOOP_VALUES, toForeign, toLoopDay, type LoopHabit } from "./loop-habit";
import { toImported } from "./to-imported";
import type { ForeignDay, Imported, ImportMoment } from "./types";

export type SqlValue = number | string | Uint8Array | null;

/** An SQLite file, as much of it as a reader needs. */
export interface SqliteFile {
  /** PRAGMA user_version */
  readonly version: number;
  /** Names of a table's columns in lower case; empty where there is no such table. */
  readonly columns: (table: string) => readonly string[];
  /** The rows by the columns asked for, in the order of the table's rows. */
  readonly rows: (table: string, columns: readonly string[]) => readonly (readonly SqlValue[])[];
}

const DAY_MS = 86_400_000;
/** In days since 1970, 2999-12-31: the last that Kept takes. */
const LAST_DAY = 376_199;

const HABIT_COLUMNS = ["id", "name", "freq_num", "freq_den", "color", "archived", "position"];
const LATER_HABIT_COLUMNS = [
  ...["description", "question", "uuid", "reminder_hour"],
  ...["type", "target_type", "target_value", "unit"],
];
const DAY_COLUMNS = ["habit", "timestamp"];
const LATER_DAY_COLUMNS = ["value", "notes"];

type Cells = (column: string) => SqlValue;

export function readLoopDb(file: SqliteFile, moment: ImportMoment): Imported {
  const habits = readHabits(file);
  const daysByHabit = readDays(file, new Map(habits.map(({ id, habit }) => [id, habit])));
  const sorted = habits.toSorted((left, right) => left.position - right.position);
  return toImported(
    "loop-db",
    sorted.map(({ id, habit }) => toForeign(habit, daysByHabit.get(id) ?? [])),
    moment,
  );
}

function table(
  file: SqliteFile,
  name: string,
  needed: readonly string[],
  later: readonly string[],
): readonly Cells[] {
  const present = file.columns(name);
  if (present.length === 0) refuse(name, "no-table");
  const missing = needed.find((column) => !present.includes(column));
  if (missing !== undefined) refuse(`${name}.${missing}`, "no-column");
  const columns = [...needed, ...later.filter((column) => present.includes(column))];
  const places = new Map(columns.map((column, index) => [column, index]));
  return file.rows(name, columns).map((row) => (column) => row[places.get(column) ?? -1] ?? null);
}

interface NumberedHabit {
  readonly id: number;
  readonly position: number;
  readonly habit: LoopHabit;
}

function readHabits(file: SqliteFile): readonly NumberedHabit[] {
  const rows = table(file, "Habits", HABIT_COLUMNS, LATER_HABIT_COLUMNS);
  const keys = keysByName(rows.map((cells) => text(cells, "name", "Habits")));
  const hasQuestion = file.columns("Habits").includes("question");
  return rows.map((cells, index) => {
    const place = `Habits, row ${index + 1}`;
    const words = (column: string): string => text(cells, column, place);
    const value = (column: string, whenNull?: number): number =>
      number(cells, column, place, whenNull);
    const isMeasured = value("type", 0) === 1;
    const habit: LoopHabit = {
      key: words("uuid") === "" ? (keys[index] ?? "") : `uuid|${words("uuid")}`,
      name: words("name"),
      question: hasQuestion ? words("question") : "",
      description: words("description"),
      frequency: {
        times: Math.max(1, value("freq_num")),
        days: Math.max(1, value("freq_den")),
      },
      hue: hueOfIndex(value("color", 0), file.version),
      isMeasured,
      isAtMost: value("target_type", 0) === 1,
      target: isMeasured ? Math.max(0, value("target_value", 0)) : 1,
      unit: words("unit"),
      isArchived: value("archived", 0) !== 0,
      hasReminder: cells("reminder_hour") !== null,
    };
    return { id: value("id"), position: value("position", index), habit };
  });
}

function readDays(
  file: SqliteFile,
  habits: ReadonlyMap<number, LoopHabit>,
): ReadonlyMap<number, readonly ForeignDay[]> {
  const days = new Map<number, ForeignDay[]>();
  table(file, "Repetitions", DAY_COLUMNS, LATER_DAY_COLUMNS).forEach((cells, index) => {
    const place = `Repetitions, row ${index + 1}`;
    // What belongs to no habit or no day is left behind, as in 22.sql.
    if (cells("habit") === null || cells("timestamp") === null) return;
    const id = number(cells, "habit", place);
    const habit = habits.get(id);
    if (habit === undefined) return;
    const on = toDate(number(cells, "timestamp", place), place);
    const value = number(cells, "value", place, LOOP_VALUES.YES_MANUAL);
    const day = toLoopDay(on, value, habit.isMeasured, text(cells, "notes", place));
    if (day === null) return;
    const present = days.get(id);
    if (present === undefined) days.set(id, [day]);
    else present.push(day);
  });
  return days;
}

function toDate(timestampMs: number, place: string): LocalDate {
  const day = Math.floor(timestampMs / DAY_MS);
  return day >= 0 && day <= LAST_DAY ? toLocalDate(day) : refuse(`${place}, timestamp`, "no-date");
}

function number(cells: Cells, column: string, place: string, whenNull?: number): number {
  const value = cells(column) ?? whenNull;
  return typeof value === "number" && Number.isFinite(value)
    ? value
    : refuse(`${place}, ${column}`, "no-number");
}

function text(cells: Cells, column: string, place: string): string {
  const value = cells(column) ?? "";
  return typeof value === "string" ? value : refuse(`${place}, ${column}`, "no-text");
}
