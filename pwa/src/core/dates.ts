/**
 * Local calendar dates, as text `YYYY-MM-DD`, and plain arithmetic on them.
 *
 * A local date has no zone: it is what a person's calendar said when they did something, and
 * nothing recomputes it. Where days are counted, they are day numbers (days since 1970-01-01).
 * The civil calendar is H. Hinnant's ("chrono-compatible low-level date algorithms"): years run from
 * March to February, so that the leap day is the last one.
 */
import { FIRST_DATE, LAST_DATE } from "../contract/limits";

/** `YYYY-MM-DD`, a day that exists. Compares as text in the order of time. */
export type LocalDate = string;

/** Days since 1970-01-01. */
export type DayNumber = number;

interface CivilDay {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly dayOfMonth: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01, where the years of the calculation begin, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;

/** The day number of a date from 1900 to 2999, or null when the text is no day that exists (2026-02-30). */
export function parseLocalDate(text: string): DayNumber | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DATE || text > LAST_DATE) return null;
  const day = toDayNumber(text);
  return toLocalDate(day) === text ? day : null;
}

/** The day number of a date that is known to exist. */
export function toDayNumber(on: LocalDate): DayNumber {
  const year = digits(on, 0, 4);
  const month = digits(on, 5, 2);
  return firstOfMonth(year, month) + digits(on, 8, 2) - 1;
}

/**
 * The same for many dates, most of which lie in the same month as the one before: the texts of ten
 * years of entries are what a streak costs most to read.
 */
export function toDayNumbers(dates: readonly { readonly on: LocalDate }[]): Int32Array {
  const days = new Int32Array(dates.length);
  let month = "";
  let lastOfPrevious = 0;
  let index = 0;
  for (const { on } of dates) {
    if (month === "" || !on.startsWith(month)) {
      month = on.slice(0, 8);
      lastOfPrevious = firstOfMonth(digits(on, 0, 4), digits(on, 5, 2)) - 1;
    }
    days[index] = lastOfPrevious + (on.charCodeAt(8) - 48) * 10 + on.charCodeAt(9) - 48;
    index += 1;
  }
  return days;
}

/** The date of a day number within the years 1 to 9999. */
export function toLocalDate(day: DayNumber): LocalDate {
  const { year, month, dayOfMonth } = civilDay(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

export const addDays = (on: LocalDate, days: number): LocalDate =>
  toLocalDate(toDayNumber(on) + days);

/** How many days from one date to a later one; negative when it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  toDayNumber(to) - toDayNumber(from);

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const isoWeekday = (on: LocalDate): number => weekdayOf(toDayNumber(on));

/** The same of a day number; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => modulo(day + 3, 7) + 1;

/** The first day of the week that holds the date, where weeks start on the given ISO weekday. */
export const startOfWeek = (on: LocalDate, weekStartsOn: number): LocalDate =>
  toLocalDate(weekStart(toDayNumber(on), weekStartsOn));

/** The same of a day number. */
export const weekStart = (day: DayNumber, weekStartsOn: number): DayNumber =>
  day - modulo(weekdayOf(day) - weekStartsOn, 7);

export const startOfMonth = (on: LocalDate): LocalDate => `${on.slice(0, 8)}01`;

/** The first of the month that lies `months` after the one that holds the date. */
export function addMonths(on: LocalDate, months: number): LocalDate {
  const count = digits(on, 0, 4) * 12 + digits(on, 5, 2) - 1 + months;
  return toLocalDate(firstOfMonth(Math.floor(count / 12), modulo(count, 12) + 1));
}

export const daysInMonth = (on: LocalDate): number =>
  toDayNumber(addMonths(on, 1)) - toDayNumber(startOfMonth(on));

/** The first and the last day number of the month that holds a day. */
export function monthSpan(day: DayNumber): { readonly first: DayNumber; readonly last: DayNumber } {
  const { year, month, dayOfMonth } = civilDay(day);
  const next = month === 12 ? firstOfMonth(year + 1, 1) : firstOfMonth(year, month + 1);
  return { first: day - dayOfMonth + 1, last: next - 1 };
}

/** Milliseconds since 1970 of the date's midnight as if it were in UTC; for formatting only. */
export const localDateToUtcMs = (on: LocalDate): number => toDayNumber(on) * DAY_MS;

/**
 * The local date of an instant for a person whose day begins at `dayStartHour` (0–23).
 *
 * The hours are taken off the wall clock, not off the instant, so that on the 23- and 25-hour
 * days of a clock change a day still begins when the clock on the wall says so.
 */
export const localDate = (atMs: number, timeZone: string, dayStartHour: number): LocalDate =>
  dateOnWallClock(wallClockMs(atMs, timeZone), dayStartHour);

/** The same of what the clock on the wall shows. */
export const dateOnWallClock = (wallMs: number, dayStartHour: number): LocalDate =>
  toLocalDate(Math.floor((wallMs - dayStartHour * HOUR_MS) / DAY_MS));

/**
 * What the clock of this device shows at an instant, as `wallClockMs` does for its zone: a slow phone takes some
 * fifty milliseconds to make the first of the formats that know other zones, and a start needs no other.
 */
export function ownWallClockMs(atMs: number): number {
  const at = new Date(atMs);
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as if it were UTC. Cut to the minute. */
export function wallClockMs(atMs: number, timeZone: string): number {
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

/** Read digits without making a string: this runs for every entry of ten years. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

const padded = (value: number, length: number): string => String(value).padStart(length, "0");

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

function firstOfMonth(year: number, month: number): DayNumber {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5);
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_BEFORE_1970;
}

function civilDay(day: DayNumber): CivilDay {
  const shifted = day + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
