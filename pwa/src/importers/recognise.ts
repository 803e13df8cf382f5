/** Sound files of apps that Kept cannot read yet, so that none of them is called damaged. */
import type { OtherApp } from "./types";

type Member = Readonly<Record<string, unknown>>;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const membersOf = (value: unknown): Member =>
  typeof value === "object" && value !== null ? (value as Member) : {};
const firstOf = (value: unknown): Member => membersOf(isList(value) ? value[0] : undefined);

/** The app whose JSON this is, by what no other one writes. */
export function appOfJson(value: unknown): OtherApp | null {
  const file = membersOf(value);
  const habit = firstOf(file["habits"]);
  if ("twoDayRule" in habit || "twoDayRule" in firstOf(value)) return "Habo";
  if (isList(file["completions"]) && isList(file["intervals"])) return "HabitKit";
  if ("freq_custom" in habit || "record_date" in firstOf(habit["records"])) return "mhabit";
  if ("coinReward" in habit) return "HabitTrove";
  if (isList(file["Categories"]) && "Settings" in file) return "OpenHabitTracker";
  return isList(firstOf(file["tasks"])["log"]) ? "Streaks" : null;
}

const TEXTS: readonly (readonly [RegExp, OtherApp])[] = [
  [/^HabitName,HabitDescription,HabitCategory/, "HabitBull"],
  [/^[^\n]*\btask_id\b[^\n]*\bentry_type\b/, "Streaks"],
  [/^Habit,Date,Status,Comment/, "HabitShare"],
  [/^Settings:\s*\n/, "OpenHabitTracker"],
  [/^ContentType\tCategory/, "OpenHabitTracker"],
];

export function appOfText(text: string): OtherApp | null {
  const start = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return TEXTS.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

export function appOfZip(paths: readonly string[]): OtherApp | null {
  if (paths.includes("habits.json") && paths.includes("settings.json")) return "HabitTrove";
  return paths.some((path) => path.endsWith("apple_health_export/export.xml"))
    ? "Apple Health"
    : null;
}

/** `hasTable` tells whether the database has a table of that name. */
export function appOfDatabase(hasTable: (name: string) => boolean): OtherApp | null {
  if (hasTable("tracks") && hasTable("ticks")) return "Tickmate";
  return hasTable("checkins") && hasTable("unit") ? "Rewire" : null;
}
