/** What an account prefers; one record, one register each. */
import { readPauses, type IdentifiedPause } from "./pauses";
import { valueOf, type Json, type StoredRecord } from "./registers";

export const PREFERENCES_ID = "main";

export type Grace = "gentle" | "strict";

export interface Preferences {
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  readonly weekStartsOn: number;
  readonly grace: Grace;
  /** Hour 0–23 at which a new day begins. */
  readonly dayStartHour: number;
  /** Whether Today offers the daily check-in. */
  readonly checkInDaily: boolean;
  /** The ISO weekday on which Today offers the weekly check-in; 0: never. */
  readonly checkInWeekly: number;
  /** Time off from all habits, newest first. */
  readonly pauses: readonly IdentifiedPause[];
}

/** Those that a person chooses one value for. */
export type Choice = keyof typeof PREFERENCE_FIELDS;

export const DEFAULT_PREFERENCES: Preferences = {
  weekStartsOn: 1,
  grace: "gentle",
  dayStartHour: 0,
  checkInDaily: true,
  checkInWeekly: 7,
  pauses: [],
};

/** Field name in the record of each preference. */
export const PREFERENCE_FIELDS = {
  weekStartsOn: "week_starts_on",
  grace: "grace",
  dayStartHour: "day_start_hour",
  checkInDaily: "check_in_daily",
  checkInWeekly: "check_in_weekly",
} as const satisfies Partial<Record<keyof Preferences, string>>;

/** What is absent or makes no sense counts as the default. */
export function readPreferences(record: StoredRecord | undefined): Preferences {
  const fields = record?.fields ?? {};
  const weekStartsOn = valueOf(fields, PREFERENCE_FIELDS.weekStartsOn);
  const dayStartHour = valueOf(fields, PREFERENCE_FIELDS.dayStartHour);
  const checkInWeekly = valueOf(fields, PREFERENCE_FIELDS.checkInWeekly);
  const firstDay = isWithin(weekStartsOn, 1, 7) ? weekStartsOn : DEFAULT_PREFERENCES.weekStartsOn;
  return {
    weekStartsOn: firstDay,
    grace: valueOf(fields, PREFERENCE_FIELDS.grace) === "strict" ? "strict" : "gentle",
    dayStartHour: isWithin(dayStartHour, 0, 23) ? dayStartHour : DEFAULT_PREFERENCES.dayStartHour,
    checkInDaily: valueOf(fields, PREFERENCE_FIELDS.checkInDaily) !== false,
    // As long as nobody has chosen: the last day of the week.
    checkInWeekly: isWithin(checkInWeekly, 0, 7) ? checkInWeekly : ((firstDay + 5) % 7) + 1,
    pauses: readPauses(fields),
  };
}

const isWithin = (value: Json | undefined, least: number, most: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
