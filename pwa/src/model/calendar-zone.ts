/**
 * The rules of a time zone for a calendar file (VTIMEZONE, RFC 5545, 3.6.5), read off the browser's own offsets:
 * made on the device, without a line. A calendar that knows the zone by its name goes by its own, newer rules;
 * one that does not reads these. Either way the time on the wall is the one that was promised.
 */
import { wallClockMs } from "../core/dates";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** From `atMs` on the clock is `offsetMs` ahead of UTC, and was `beforeMs` before. */
interface Change {
  readonly atMs: number;
  readonly beforeMs: number;
  readonly offsetMs: number;
}

/** The zone with each change in the years that hold these instants. */
export function zoneLines(timeZone: string, instants: readonly number[]): readonly string[] {
  const years = [...new Set(instants.map((atMs) => new Date(atMs).getUTCFullYear()))].sort();
  return [
    ...["BEGIN:VTIMEZONE", `TZID:${timeZone}`],
    ...years.flatMap((year) => changesIn(year, timeZone)).flatMap(changeLines),
    "END:VTIMEZONE",
  ];
}

/** Begins with what holds at the start: two days before the year, for some zones are a day ahead. */
function changesIn(year: number, timeZone: string): readonly Change[] {
  const [beginMs, endMs] = [Date.UTC(year, 0, -1), Date.UTC(year + 1, 0, 3)];
  const first = offsetAt(beginMs, timeZone);
  const changes: Change[] = [{ atMs: beginMs, beforeMs: first, offsetMs: first }];
  for (let dayMs = beginMs; dayMs < endMs; dayMs += DAY_MS) {
    const beforeMs = offsetAt(dayMs, timeZone);
    const offsetMs = offsetAt(dayMs + DAY_MS, timeZone);
    if (beforeMs !== offsetMs) {
      changes.push({ atMs: changeAfter(dayMs, timeZone), beforeMs, offsetMs });
    }
  }
  return changes;
}

/** The first minute with another offset than at this instant, within a day. */
function changeAfter(fromMs: number, timeZone: string): number {
  const before = offsetAt(fromMs, timeZone);
  let [low, high] = [fromMs / MINUTE_MS, (fromMs + DAY_MS) / MINUTE_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE_MS, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}

/** Whether the clock there shows the same time once more, after it has gone back. */
export function isRepeated(atMs: number, timeZone: string): boolean {
  const backMs = offsetAt(atMs, timeZone) - offsetAt(atMs + DAY_MS, timeZone);
  return backMs > 0 && wallClockMs(atMs + backMs, timeZone) === wallClockMs(atMs, timeZone);
}

const offsetAt = (atMs: number, timeZone: string): number => wallClockMs(atMs, timeZone) - atMs;

function changeLines({ atMs, beforeMs, offsetMs }: Change): readonly string[] {
  const kind = offsetMs > beforeMs ? "DAYLIGHT" : "STANDARD";
  return [
    `BEGIN:${kind}`,
    `DTSTART:${basicTime(atMs + beforeMs)}`,
    `TZOFFSETFROM:${offsetWords(beforeMs)}`,
    `TZOFFSETTO:${offsetWords(offsetMs)}`,
    `END:${kind}`,
  ];
}

/** What a clock shows, in the basic form: 20261127T183000. */
export const basicTime = (wallMs: number): string =>
  new Date(wallMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

function offsetWords(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
