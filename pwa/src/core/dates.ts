/**
 * Local calendar dates, as text `YYYY-MM-DD`, and plain arithmetic on them.
 *
 * A local date has no zone: it is what a person's calendar said when they did something, and
 * nothing recomputes it. Where days are counted, they are day numbers (days since 1970-01-01).
 */

/** `YYYY-MM-DD`, a day that exists. Compares as text in the order of time. */
export type LocalDate = string;

/** Days since 1970-01-01. */
export type DayNumber = number;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The day number of a date, or null when the text is no day that exists (2026-02-30). */
export function parseLocalDate(text: string): DayNumber | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = toDayNumber(text);
  return toLocalDate(day) === text ? day : null;
}

/** The day number of a date that is known to exist. */
export function toDayNumber(on: LocalDate): DayNumber {
  const year = digits(on, 0, 4);
  const month = digits(on, 5, 2);
  return daysBeforeMonth(year, month) + digits(on, 8, 2) - 1;
}

export const toLocalDate = (day: DayNumber): LocalDate =>
  new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Read digits without making a string: this runs for every entry of ten years. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

/**
 * Days from 1970-01-01 to the first of a month, by the civil calendar: years are counted from
 * March, so that the leap day is the last one (H. Hinnant, "chrono-compatible low-level date algorithms").
 */
function daysBeforeMonth(year: number, month: number): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5);
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export const addDays = (on: LocalDate, days: number): LocalDate =>
  toLocalDate(toDayNumber(on) + days);

/** How many days from one date to a later one; negative when it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  toDayNumber(to) - toDayNumber(from);

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const isoWeekday = (on: LocalDate): number => weekdayOf(toDayNumber(on));

/** The same of a day number; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const startOfMonth = (on: LocalDate): LocalDate => `${on.slice(0, 8)}01`;

/** The first of the month that lies `months` after the one that holds the date. */
export function addMonths(on: LocalDate, months: number): LocalDate {
  const count = digits(on, 0, 4) * 12 + digits(on, 5, 2) - 1 + months;
  return toLocalDate(daysBeforeMonth(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1));
}

export const daysInMonth = (on: LocalDate): number =>
  toDayNumber(addMonths(on, 1)) - toDayNumber(startOfMonth(on));

/** Milliseconds since 1970 of the date's midnight as if it were in UTC; for formatting only. */
export const localDateToUtcMs = (on: LocalDate): number => toDayNumber(on) * DAY_MS;

/**
 * The local date of an instant for a person whose day begins at `dayStartHour` (0–23).
 *
 * The hours are taken off the wall clock, not off the instant, so that on the 23- and 25-hour
 * days of a clock change a day still begins when the clock on the wall says so.
 */
export function localDate(atMs: number, timeZone: string, dayStartHour: number): LocalDate {
  const wallMs = wallClockMs(atMs, timeZone);
  return toLocalDate(Math.floor((wallMs - dayStartHour * HOUR_MS) / DAY_MS));
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as if it were UTC. Cut to the minute. */
function wallClockMs(atMs: number, timeZone: string): number {
  const format = wallClocks.get(timeZone) ?? createWallClock(timeZone);
  wallClocks.set(timeZone, format);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

const createWallClock = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
