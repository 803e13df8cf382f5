/**
 * The CSV archive of Loop Habit Tracker ("Loop Habits CSV 2026-11-23.zip").
 *
 * Sources, in iSoron/uhabits: uhabits-core/.../io/HabitsCSVExporter.kt and models/HabitList.kt.
 *
 * | file                      | holds                                                          |
 * |---------------------------|----------------------------------------------------------------|
 * | Habits.csv                | a habit a line; older ones say NumRepetitions and Interval     |
 * | <position> <name>/Checkmarks.csv | Date, Value and (since 2.0) Notes; older ones have no header |
 * | Checkmarks.csv, Scores.csv | the same days side by side, and what is computed: not read    |
 *
 * It has no ids: a habit is known by its name.
 */
import { parseLocalDate, type LocalDate } from "../core/dates";
import { readCsv, type Row } from "./csv";
import { refuse } from "./damage";
import { keysByName } from "./identity";
import { hueOfCss } from "./loop-colours";
import { LOOP_VALUES, toForeign, toLoopDay, type LoopHabit } from "./loop-habit";
import { toImported } from "./to-imported";
import type { ForeignDay, Imported, ImportMoment } from "./types";
import type { ZipFile } from "./zip";

const HABITS = "Habits.csv";
const COLUMNS = {
  times: ["FrequencyNumerator", "NumRepetitions"],
  days: ["FrequencyDenominator", "Interval"],
};

export function readLoopCsv(files: readonly ZipFile[], moment: ImportMoment): Imported {
  const list = files.find(({ path }) => path === HABITS || path.endsWith(`/${HABITS}`));
  if (list === undefined) refuse(HABITS, "no-file");
  const folder = list.path.slice(0, -HABITS.length);
  const byPosition = findCheckmarks(files, folder);
  const habits = readHabits(readCsv(decode(list), HABITS)).map((habit, index) => {
    const file = byPosition.get(habit.position ?? index + 1);
    return toForeign(habit, file === undefined ? [] : readDays(file, folder, habit.isMeasured));
  });
  return toImported("loop-csv", habits, moment);
}

/** Each habit's own file by its position: the folder's name begins with it. */
function findCheckmarks(files: readonly ZipFile[], folder: string): ReadonlyMap<number, ZipFile> {
  const found = new Map<number, ZipFile>();
  for (const file of files) {
    if (!file.path.startsWith(folder)) continue;
    const position = /^(\d+)[^/]*\/Checkmarks\.csv$/.exec(file.path.slice(folder.length))?.[1];
    if (position !== undefined) found.set(Number(position), file);
  }
  return found;
}

type ListedHabit = LoopHabit & { readonly position: number | null };

function readHabits([header, ...rows]: readonly Row[]): readonly ListedHabit[] {
  const names = header?.cells ?? [];
  const column = (...titles: readonly string[]): number =>
    names.findIndex((name) => titles.includes(name.trim()));
  const needed = (titles: readonly string[]): number => {
    const index = column(...titles);
    return index === -1 ? refuse(`${HABITS}, line 1, ${titles.join(" / ")}`, "no-column") : index;
  };
  const at = {
    ...{ position: column("Position"), name: needed(["Name"]), type: column("Type") },
    ...{ question: column("Question"), description: column("Description") },
    ...{ times: needed(COLUMNS.times), days: needed(COLUMNS.days), colour: column("Color") },
    ...{ unit: column("Unit"), targetType: column("Target Type") },
    ...{ target: column("Target Value"), archived: column("Archived?") },
  };
  const keys = keysByName(rows.map(({ cells }) => cells[at.name] ?? ""));
  return rows.map(({ line, cells }, index) => {
    const text = (place: keyof typeof at): string => cells[at[place]] ?? "";
    const number = (place: keyof typeof at): number =>
      readNumber(text(place), `${HABITS}, line ${line}, ${names[at[place]] ?? place}`);
    const isMeasured = text("type") === "NUMERICAL";
    return {
      key: keys[index] ?? "",
      position: at.position === -1 ? null : number("position"),
      name: text("name"),
      question: text("question"),
      description: text("description"),
      frequency: { times: Math.max(1, number("times")), days: Math.max(1, number("days")) },
      hue: hueOfCss(text("colour")),
      isMeasured,
      isAtMost: text("targetType") === "AT_MOST",
      target: isMeasured ? number("target") : 1,
      unit: text("unit"),
      isArchived: text("archived").toLowerCase() === "true",
      hasReminder: false,
    };
  });
}

function readDays(file: ZipFile, folder: string, isMeasured: boolean): readonly ForeignDay[] {
  const path = file.path.slice(folder.length);
  const rows = readCsv(decode(file), path);
  const body = rows[0]?.cells[0] === "Date" ? rows.slice(1) : rows;
  return body
    .map(({ line, cells }) => {
      const place = `${path}, line ${line}`;
      const value = readValue(cells[1] ?? "", place);
      return toLoopDay(readDate(cells[0] ?? "", place), value, isMeasured, cells[2] ?? "");
    })
    .filter((day) => day !== null);
}

const readDate = (text: string, place: string): LocalDate =>
  parseLocalDate(text) === null ? refuse(place, "no-date") : text;

function readValue(text: string, place: string): number {
  if (text in LOOP_VALUES) return LOOP_VALUES[text as keyof typeof LOOP_VALUES];
  return /^-?\d{1,10}$/.test(text) ? Number(text) : refuse(place, "unknown-value");
}

function readNumber(text: string, place: string): number {
  const isNumber = /^\d{1,10}(?:\.\d+)?(?:E\d)?$/.test(text.trim());
  return isNumber ? Number(text) : refuse(place, "no-number");
}

function decode(file: ZipFile): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file.read());
  } catch (error) {
    if (error instanceof TypeError) return refuse(file.path, "no-text");
    throw error;
  }
}
