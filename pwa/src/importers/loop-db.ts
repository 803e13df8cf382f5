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
import { MAX_AMOUNT } from "../contract/limits";
import { toLocalDate, type LocalDate } from "../core/dates";
import { DEFAULT_HUE } from "../model/glyphs";
import { refuse, refuseForeign } from "./damage";
import { plainDigits } from "./digits";
import { keysByName } from "./identity";
import { createSieve, type Sieve } from "./left-out";
import { hueOfIndex } from "./loop-colours";
import { LOOP_VALUES, toForeign, toLoopDay, type LoopHabit } from "./loop-habit";
import { appOfDatabase } from "./recognise";
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

/** The newest palette came with 21, the question with 23. */
const VERSION_WITH_QUESTION = 23;

const HABIT_COLUMNS = ["id", "name"];
const LATER_HABIT_COLUMNS = [
  ...[
    "freq_num",
    "freq_den",
    "color",
    "archived",
    "position",
    "description",
    "question",
    "uuid",
    "reminder_hour",
  ],
  ...["type", "target_type", "target_value", "unit"],
];
const DAY_COLUMNS = ["habit", "timestamp"];
const LATER_DAY_COLUMNS = ["value", "notes"];

type Cells = (column: string) => SqlValue;

export function readLoopDb(file: SqliteFile, moment: ImportMoment): Imported {
  const hasTable = (name: string): boolean => file.columns(name).length > 0;
  // Rewire has a table Habits too.
  const app = appOfDatabase(hasTable);
  if (app !== null || !(hasTable("Habits") || hasTable("Repetitions"))) refuseForeign(app);
  const sieve = createSieve();
  const habits = readHabits(file, sieve);
  const byId = new Map(habits.map(({ id, habit }) => [id, habit]));
  const daysByHabit = readDays(file, byId, sieve);
  const sorted = habits.toSorted((left, right) => left.position - right.position);
  return toImported(
    "loop-db",
    sorted.map(({ id, habit }) => toForeign(habit, daysByHabit.get(id) ?? [])),
    moment,
    sieve,
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
  return file.rows(name, columns).map((row) => (column) => {
    const cell = row[places.get(column) ?? -1] ?? null;
    return cell === "" ? null : cell;
  });
}

interface NumberedHabit {
  readonly id: number;
  readonly position: number;
  readonly habit: LoopHabit;
}

function readHabits(file: SqliteFile, sieve: Sieve): readonly NumberedHabit[] {
  const rows = table(file, "Habits", HABIT_COLUMNS, LATER_HABIT_COLUMNS);
  const keys = keysByName(rows.map((cells) => nameOf(cells)));
  const hasQuestion = file.columns("Habits").includes("question");
  // Other programs write no version: then the columns tell.
  const version = file.version === 0 && hasQuestion ? VERSION_WITH_QUESTION : file.version;
  return rows
    .map((cells, index) => {
      const place = `Habits, row ${index + 1}`;
      const id = sieve.read(() => number(cells, "id", place));
      const key = keys[index] ?? "";
      return id === null ? null : readHabit({ cells, place, sieve, version }, { id, key, index });
    })
    .filter((habit) => habit !== null);
}

interface HabitRow {
  readonly cells: Cells;
  readonly place: string;
  readonly sieve: Sieve;
  readonly version: number;
}

/** What of it cannot be read is as if it were not set. */
function readHabit(
  { cells, place, sieve, version }: HabitRow,
  { id, key, index }: { readonly id: number; readonly key: string; readonly index: number },
): NumberedHabit {
  const words = (column: string): string => sieve.read(() => text(cells, column, place)) ?? "";
  const value = (column: string, whenNull: number): number =>
    sieve.read(() => number(cells, column, place, whenNull)) ?? whenNull;
  const isMeasured = value("type", 0) === 1;
  const habit: LoopHabit = {
    key: words("uuid") === "" ? key : `uuid|${words("uuid")}`,
    name: words("name"),
    question: version < VERSION_WITH_QUESTION ? "" : words("question"),
    description: words("description"),
    frequency: {
      times: Math.max(1, value("freq_num", 1)),
      days: Math.max(1, value("freq_den", 1)),
    },
    hue: cells("color") === null ? DEFAULT_HUE : hueOfIndex(value("color", -1), version),
    isMeasured,
    isAtMost: value("target_type", 0) === 1,
    target: isMeasured ? Math.min(Math.max(0, value("target_value", 0)), MAX_AMOUNT) : 1,
    unit: words("unit"),
    isArchived: value("archived", 0) !== 0,
    hasReminder: cells("reminder_hour") !== null,
  };
  return { id, position: value("position", index), habit };
}

const nameOf = (cells: Cells): string => {
  const name = cells("name");
  return typeof name === "string" || typeof name === "number" ? String(name) : "";
};

function readDays(
  file: SqliteFile,
  habits: ReadonlyMap<number, LoopHabit>,
  sieve: Sieve,
): ReadonlyMap<number, readonly ForeignDay[]> {
  const days = new Map<number, ForeignDay[]>();
  table(file, "Repetitions", DAY_COLUMNS, LATER_DAY_COLUMNS).forEach((cells, index) => {
    // What belongs to no habit or no day is left behind, as in 22.sql.
    if (cells("habit") === null || cells("timestamp") === null) return;
    const place = `Repetitions, row ${index + 1}`;
    const read = sieve.read(() => readDay({ cells, place, sieve }, habits));
    if (read === null) return;
    const present = days.get(read.habit);
    if (present === undefined) days.set(read.habit, [read.day]);
    else present.push(read.day);
  });
  return days;
}

function readDay(
  { cells, place, sieve }: Omit<HabitRow, "version">,
  habits: ReadonlyMap<number, LoopHabit>,
): { readonly habit: number; readonly day: ForeignDay } | null {
  const id = number(cells, "habit", place);
  const habit = habits.get(id);
  if (habit === undefined) return null;
  const on = toDate(number(cells, "timestamp", place), place);
  const value = number(cells, "value", place, LOOP_VALUES.YES_MANUAL);
  const note = sieve.read(() => text(cells, "notes", place)) ?? "";
  const day = toLoopDay(on, value, habit.isMeasured, note, `${place}, value`);
  return day === null ? null : { habit: id, day };
}

function toDate(timestampMs: number, place: string): LocalDate {
  const day = Math.floor(timestampMs / DAY_MS);
  return day >= 0 && day <= LAST_DAY ? toLocalDate(day) : refuse(`${place}, timestamp`, "no-date");
}

/** Some programs write every cell as text. */
function number(cells: Cells, column: string, place: string, whenNull?: number): number {
  const cell = cells(column) ?? whenNull;
  const value = typeof cell === "string" ? numberOf(cell) : cell;
  return typeof value === "number" && Number.isFinite(value)
    ? value
    : refuse(`${place}, ${column}`, "no-number");
}

const numberOf = (text: string): number => {
  const plain = plainDigits(text.trim());
  return /^[-+]?\d+(?:\.\d+)?(?:E[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : Number.NaN;
};

function text(cells: Cells, column: string, place: string): string {
  const value = cells(column) ?? "";
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : refuse(`${place}, ${column}`, "no-text");
}
