/** What an account prefers; one record, one register each. */
import { hasForm } from "../core/forms";
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
  const firstDay = isWeekday(weekStartsOn) ? weekStartsOn : DEFAULT_PREFERENCES.weekStartsOn;
  return {
    weekStartsOn: firstDay,
    grace: valueOf(fields, PREFERENCE_FIELDS.grace) === "strict" ? "strict" : "gentle",
    dayStartHour: isHour(dayStartHour) ? dayStartHour : DEFAULT_PREFERENCES.dayStartHour,
    checkInDaily: valueOf(fields, PREFERENCE_FIELDS.checkInDaily) !== false,
    // As long as nobody has chosen: the last day of the week.
    checkInWeekly: isWeekdayOrNever(checkInWeekly) ? checkInWeekly : ((firstDay + 5) % 7) + 1,
    pauses: readPauses(fields),
  };
}

const isNumber =
  (form: "weekday" | "hour" | "weekday_or_never") =>
  (value: Json | undefined): value is number =>
    hasForm(form, value);

const isWeekday = isNumber("weekday");
const isHour = isNumber("hour");
const isWeekdayOrNever = isNumber("weekday_or_never");
