/**
 * Between a date and time on somebody's wall and the instant they name, in any IANA zone.
 *
 * A time that a clock change leaves out stands for the first minute after the gap; one that comes twice
 * stands for the first of the two.
 */
import { LOCAL_TIME } from "../contract/forms";
import { localDateToUtcMs, toLocalDate, wallClockMs, type LocalDate } from "./dates";

/** `HH:MM`, 00:00 to 23:59. */
export type LocalTime = string;

export interface WallTime {
  readonly on: LocalDate;
  readonly time: LocalTime;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks that lie this far apart have seen the change, if there was one; even where a country left out a day. */
const REACH_MS = 1.5 * DAY_MS;

export const isLocalTime = (value: unknown): value is LocalTime =>
  typeof value === "string" && LOCAL_TIME.test(value);

/** Whether this browser knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    wallClockMs(0, name);
    return true;
  } catch {
    return false;
  }
}

export const minutesOf = (time: LocalTime): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The instant, in milliseconds since 1970, at which the clock in that zone shows this. */
export function instantOf({ on, time }: WallTime, timeZone: string): number {
  const wanted = localDateToUtcMs(on) + minutesOf(time) * MINUTE_MS;
  const offsets = [wanted - REACH_MS, wanted + REACH_MS].map(
    (atMs) => wallClockMs(atMs, timeZone) - floorToMinute(atMs),
  );
  const candidates = offsets.map((offset) => wanted - offset);
  const right = candidates.filter((atMs) => wallClockMs(atMs, timeZone) === wanted);
  if (right.length > 0) return least(right);
  return firstAfter(wanted, least(candidates), -least(candidates.map((atMs) => -atMs)), timeZone);
}

const least = (instants: readonly number[]): number =>
  instants.reduce((first, atMs) => Math.min(first, atMs), Infinity);

/** What the clock in that zone shows at an instant. */
export function wallTimeOf(atMs: number, timeZone: string): WallTime {
  const wallMs = wallClockMs(atMs, timeZone);
  const day = Math.floor(wallMs / DAY_MS);
  const minutes = Math.floor((wallMs - day * DAY_MS) / MINUTE_MS);
  const two = (value: number): string => String(value).padStart(2, "0");
  return {
    on: toLocalDate(day),
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
  };
}

/** The first minute between two instants at which the clock shows at least what is wanted. */
function firstAfter(wanted: number, fromMs: number, toMs: number, timeZone: string): number {
  let [low, high] = [fromMs / MINUTE_MS, toMs / MINUTE_MS];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (wallClockMs(middle * MINUTE_MS, timeZone) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low * MINUTE_MS;
}

const floorToMinute = (atMs: number): number => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
