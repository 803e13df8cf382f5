/**
 * The CSV archive of Loop Habit Tracker ("Loop Habits CSV 2026-11-23.zip").
 *
 * Sources, in iSoron/uhabits: uhabits-core/.../io/HabitsCSVExporter.kt and models/HabitList.kt.
 *
 * | file                      | holds                                                          |
 * |---------------------------|----------------------------------------------------------------|
 * | Habits.csv                | a habit a line; before 2.3.1 NumRepetitions and Interval, and neither Type, Unit, Target nor Archived? |
 * | <position> <name>/Checkmarks.csv | Date, Value and Notes; before 2.3.1 date and number, without a header |
 * | Checkmarks.csv, Scores.csv | the same days side by side, and what is computed: not read    |
 *
 * It has no ids: a habit is known by its name. Without Type, a value above those of a yes-or-no habit
 * proves a measured one; its unit and goal are nowhere in the file. Before 2.3.1 numbers are written in
 * the phone's own digits.
 */
import { MAX_AMOUNT } from "../contract/limits";
import { parseLocalDate, type LocalDate } from "../core/dates";
import { readCsv, type Row } from "./csv";
import { refuse, refuseForeign } from "./damage";
import { plainDigits } from "./digits";
import { keysByName } from "./identity";
import { createSieve, type Sieve } from "./left-out";
import { hueOfCss } from "./loop-colours";
import { LOOP_VALUES, toForeign, toLoopDay, type LoopHabit } from "./loop-habit";
import { appOfZip } from "./recognise";
import { toImported } from "./to-imported";
import type { ForeignHabit, Imported, ImportMoment } from "./types";
import type { ZipFile } from "./zip";

const HABITS = "Habits.csv";
const COLUMNS = {
  times: ["FrequencyNumerator", "NumRepetitions"],
  days: ["FrequencyDenominator", "Interval"],
};
/** What macOS adds when it packs an archive again. */
const NOT_OURS = "__MACOSX/";

export function readLoopCsv(archive: readonly ZipFile[], moment: ImportMoment): Imported {
  const files = archive.filter(({ path }) => !path.startsWith(NOT_OURS));
  const list = files.find(({ path }) => path === HABITS || path.endsWith(`/${HABITS}`));
  if (list === undefined) refuseForeign(appOfZip(files.map(({ path }) => path)));
  const sieve = createSieve();
  const folder = list.path.slice(0, -HABITS.length);
  const byPosition = findCheckmarks(files, folder);
  const habits = readHabits(readCsv(decode(list), HABITS), sieve).map((habit, index) => {
    const file = byPosition.get(habit.position ?? index + 1);
    return withDays(habit, file === undefined ? [] : readMarks(file, folder, sieve), sieve);
  });
  return toImported("loop-csv", habits, moment, sieve);
}

/** Each habit's own file by its position: the folder's name begins with it. */
function findCheckmarks(files: readonly ZipFile[], folder: string): ReadonlyMap<number, ZipFile> {
  const found = new Map<number, ZipFile>();
  for (const file of files) {
    if (!file.path.startsWith(folder)) continue;
    const path = file.path.slice(folder.length);
    const position = /^(\p{Nd}+)[^/]*\/Checkmarks\.csv$/u.exec(path)?.[1];
    if (position !== undefined) found.set(Number(plainDigits(position)), file);
  }
  return found;
}

type ListedHabit = Omit<LoopHabit, "isMeasured"> & {
  /** Null where it cannot be read: then it is the line's. */
  readonly position: number | null;
  /** Null where the file does not say. */
  readonly isMeasured: boolean | null;
};

function readHabits([header, ...rows]: readonly Row[], sieve: Sieve): readonly ListedHabit[] {
  const names = header?.cells ?? [];
  const at = columnsOf(names);
  const keys = keysByName(rows.map(({ cells }) => cells[at.name] ?? ""));
  return rows.map(({ line, cells }, index) => {
    const text = (place: keyof typeof at): string => cells[at[place]] ?? "";
    const number = (place: keyof typeof at): number | null =>
      sieve.read(() =>
        readNumber(text(place), `${HABITS}, line ${line}, ${names[at[place]] ?? place}`),
      );
    const isMeasured = at.type === -1 ? null : text("type") === "NUMERICAL";
    return {
      key: keys[index] ?? "",
      position: at.position === -1 ? null : number("position"),
      name: text("name"),
      question: text("question"),
      description: text("description"),
      frequency: {
        times: Math.max(1, number("times") ?? 1),
        days: Math.max(1, number("days") ?? 1),
      },
      hue: hueOfCss(text("colour")),
      isMeasured,
      isAtMost: text("targetType") === "AT_MOST",
      target: isMeasured === true ? (number("target") ?? 1) : 1,
      unit: text("unit"),
      isArchived: text("archived").toLowerCase() === "true",
      hasReminder: false,
    };
  });
}

function columnsOf(names: readonly string[]) {
  const column = (...titles: readonly string[]): number =>
    names.findIndex((name) => titles.includes(name.trim()));
  const needed = (titles: readonly string[]): number => {
    const index = column(...titles);
    return index === -1 ? refuse(`${HABITS}, line 1, ${titles.join(" / ")}`, "no-column") : index;
  };
  return {
    ...{ position: column("Position"), name: needed(["Name"]), type: column("Type") },
    ...{ question: column("Question"), description: column("Description") },
    ...{ times: needed(COLUMNS.times), days: needed(COLUMNS.days), colour: column("Color") },
    ...{ unit: column("Unit"), targetType: column("Target Type") },
    ...{ target: column("Target Value"), archived: column("Archived?") },
  };
}

interface Mark {
  readonly place: string;
  readonly on: LocalDate;
  readonly value: number;
  readonly note: string;
}

/** The days of one habit; a file that is no table is left out as a whole. */
function readMarks(file: ZipFile, folder: string, sieve: Sieve): readonly Mark[] {
  const path = file.path.slice(folder.length);
  const rows = sieve.read(() => readCsv(decode(file), path)) ?? [];
  const body = rows[0]?.cells[0] === "Date" ? rows.slice(1) : rows;
  return body
    .map(({ line, cells }) => {
      const place = `${path}, line ${line}`;
      return sieve.read(() => ({
        place,
        on: readDate(cells[0] ?? "", place),
        value: readValue(cells[1] ?? "", place),
        note: cells[2] ?? "",
      }));
    })
    .filter((mark) => mark !== null);
}

function withDays(listed: ListedHabit, marks: readonly Mark[], sieve: Sieve): ForeignHabit {
  const isMeasured = listed.isMeasured ?? marks.some(({ value }) => value > LOOP_VALUES.SKIP);
  const days = marks
    .map((mark) =>
      sieve.read(() => toLoopDay(mark.on, mark.value, isMeasured, mark.note, mark.place)),
    )
    .filter((day) => day !== null);
  if (listed.isMeasured !== null || !isMeasured) {
    return toForeign({ ...listed, isMeasured }, days);
  }
  // The goal is not known: whatever was done counts.
  const least = (goal: number, amount: number) => (amount > 0 ? Math.min(goal, amount) : goal);
  const target = days.reduce((goal, { amount }) => least(goal, amount), 1);
  const habit = toForeign({ ...listed, isMeasured, target }, days);
  return { ...habit, notes: [...habit.notes, "measured"] };
}

function readDate(text: string, place: string): LocalDate {
  const plain = plainDigits(text);
  return parseLocalDate(plain) === null ? refuse(place, "no-date") : plain;
}

function readValue(text: string, place: string): number {
  if (Object.hasOwn(LOOP_VALUES, text)) return LOOP_VALUES[text as keyof typeof LOOP_VALUES];
  const plain = plainDigits(text.trim());
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : refuse(place, "unknown-value");
}

/** As Java writes a Double, such as 8.0, 5.0E-4 or 1.0E11. */
function readNumber(text: string, place: string): number {
  const plain = plainDigits(text.trim());
  const number = /^\d{1,12}(?:\.\d{1,20})?(?:E-?\d{1,2})?$/.test(plain) ? Number(plain) : Infinity;
  return number <= MAX_AMOUNT ? number : refuse(place, "no-number");
}

function decode(file: ZipFile): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file.read());
  } catch (error) {
    if (error instanceof TypeError) return refuse(file.path, "no-text");
    throw error;
  }
}
