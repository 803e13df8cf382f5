/**
 * A promise as a record of registers. What happens to it are facts (facts.ts), and how it stands is derived
 * from both (promises.ts).
 *
 * | field         | value                                                                       |
 * |---------------|-----------------------------------------------------------------------------|
 * | text          | what was promised: what comes after "I said I would"                        |
 * | to_whom       | to whom, or ""                                                              |
 * | due_on        | local date by which it was first promised                                   |
 * | due_time      | HH:MM on that date, or null: any time of the day                            |
 * | time_zone     | IANA zone in which that time is meant, or null where there is no time        |
 * | reminder:<id> | a PromiseReminder, or null = gone                                           |
 * | deleted       | true once deleted; editing other fields never undeletes                     |
 */
import { stampToMs } from "../core/clock";
import { parseLocalDate, type LocalDate } from "../core/dates";
import { hasForm } from "../core/forms";
import { isLocalTime, isTimeZone, type LocalTime } from "../core/instants";
import {
  readItems,
  readText,
  valueOf,
  type Fields,
  type Json,
  type StoredRecord,
} from "./registers";

/** By when: a day, or a time of that day in a zone. */
export interface Due {
  readonly on: LocalDate;
  readonly time: LocalTime | null;
  /** Null where there is no time, or no zone that is known here: then it is the person's own. */
  readonly zone: string | null;
}

/**
 * When to be reminded, relative to when the promise is due at the time, wherever it was moved to.
 * Counted in minutes before its time, which only says something where there is one; or as a time of day, so
 * many days before its day.
 */
export type PromiseReminder =
  { readonly minutes_before: number } | { readonly days_before: number; readonly time: LocalTime };

export interface PromiseRecord {
  readonly id: string;
  readonly text: string;
  readonly toWhom: string;
  /** By when it was first promised; null only where another app left it out. */
  readonly due: Due | null;
  readonly reminders: readonly { readonly id: string; readonly reminder: PromiseReminder }[];
  readonly isDeleted: boolean;
  /** When it was deleted; null while it is not. */
  readonly deletedAtMs: number | null;
}

const REMINDER_PREFIX = "reminder:";

export const reminderField = (id: string): string => REMINDER_PREFIX + id;

export function readPromise({ id, fields }: StoredRecord): PromiseRecord {
  const [isDeleted, deletedStamp = ""] = fields["deleted"] ?? [];
  return {
    id,
    text: readText(fields, "text"),
    toWhom: readText(fields, "to_whom"),
    due: toDue({
      on: valueOf(fields, "due_on"),
      time: valueOf(fields, "due_time"),
      zone: valueOf(fields, "time_zone"),
    }),
    reminders: readReminders(fields),
    isDeleted: isDeleted === true,
    deletedAtMs: isDeleted === true ? stampToMs(deletedStamp) : null,
  };
}

/** What travels may come from anywhere: a time or zone that means nothing here counts as none. */
export function toDue(raw: {
  readonly on: Json | undefined;
  readonly time: Json | undefined;
  readonly zone: Json | undefined;
}): Due | null {
  const { on, time, zone } = raw;
  if (typeof on !== "string" || parseLocalDate(on) === null) return null;
  if (!isLocalTime(time)) return { on, time: null, zone: null };
  return { on, time, zone: typeof zone === "string" && isTimeZone(zone) ? zone : null };
}

/** From which time of its day minutes are counted where a promise has no time: the same as the server's. */
const WITHOUT_A_TIME = 9 * 60;
const DAY_MINUTES = 24 * 60;

/** What a reminder amounts to where the promise has no time of the day: always one at a time of a day. */
export function asDayReminder(
  reminder: PromiseReminder,
): Extract<PromiseReminder, { readonly time: LocalTime }> {
  if ("time" in reminder) return reminder;
  const minutes = WITHOUT_A_TIME - reminder.minutes_before;
  const days_before = Math.max(0, -Math.floor(minutes / DAY_MINUTES));
  const ofDay = minutes + days_before * DAY_MINUTES;
  const pad = (value: number): string => String(value).padStart(2, "0");
  return { days_before, time: `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}` };
}

export const isPromiseReminder = (value: unknown): value is PromiseReminder =>
  hasForm("promise_reminder", value);

const readReminders = (fields: Fields): PromiseRecord["reminders"] =>
  readItems(fields, REMINDER_PREFIX).flatMap(({ key, item }) =>
    isPromiseReminder(item) ? [{ id: key, reminder: item }] : [],
  );

/** Whether this is a day that exists, and where there is a time, one that clocks show. */
export const canBeDue = (on: LocalDate, time: LocalTime | null): boolean =>
  parseLocalDate(on) !== null && (time === null || isLocalTime(time));
