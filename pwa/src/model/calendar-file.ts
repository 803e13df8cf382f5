/**
 * Promises as a calendar file (RFC 5545): an event for each, at the time on the wall of the zone it was promised
 * in, so it moves along when a country changes its clocks; of the whole day, without a zone, where there is
 * no time.
 */
import { addDays, wallClockMs, type LocalDate } from "../core/dates";
import { instantOf } from "../core/instants";
import { basicTime, isRepeated, zoneLines } from "./calendar-zone";
import { asDayReminder, type PromiseReminder } from "./promise-record";
import { dueInstant, type StandingPromise } from "./promises";

const MAX_ICS_LINE_BYTES = 75;
const LINE_END = "\r\n";
const MINUTE_MS = 60_000;

export interface CalendarWords {
  /** What stands in a calendar: "I said I would …". */
  readonly summary: (promise: StandingPromise) => string;
  /** "To Bob", or "". */
  readonly description: (promise: StandingPromise) => string;
}

/** Whatever has a day; `timeZone` is where a time without a zone is meant. */
export function writeCalendarFile(
  promises: readonly StandingPromise[],
  words: CalendarWords,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): string {
  const events = promises.flatMap((promise) => eventLines(promise, words, nowMs, timeZone));
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kept//Kept//EN", "CALSCALE:GREGORIAN"],
    ...zonesOf(promises, timeZone),
    ...events,
    "END:VCALENDAR",
  ];
  return lines.map((line) => fold(line) + LINE_END).join("");
}

/** Each zone that an event names, once. */
function zonesOf(promises: readonly StandingPromise[], timeZone: string): readonly string[] {
  const instants = new Map<string, readonly number[]>();
  for (const { standing } of promises) {
    const atMs = standing.due === null ? null : dueInstant(standing.due, timeZone);
    const zone = standing.due?.zone ?? timeZone;
    if (atMs !== null && !isInUtc(atMs, zone))
      instants.set(zone, [...(instants.get(zone) ?? []), atMs]);
  }
  return [...instants].flatMap(([zone, ofZone]) => zoneLines(zone, ofZone));
}

function eventLines(
  promise: StandingPromise,
  words: CalendarWords,
  nowMs: number,
  timeZone: string,
): readonly string[] {
  const { id, reminders, standing } = promise;
  if (standing.due === null) return [];
  const atMs = dueInstant(standing.due, timeZone);
  const description = words.description(promise);
  return [
    ...["BEGIN:VEVENT", `UID:${id}@kept`, `DTSTAMP:${utc(nowMs)}`],
    ...(atMs === null
      ? wholeDay(standing.due.on)
      : [startLine(atMs, standing.due.zone ?? timeZone)]),
    `SUMMARY:${escapeText(words.summary(promise))}`,
    ...(description === "" ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    // A promise does not make its hour busy.
    "TRANSP:TRANSPARENT",
    ...reminders.flatMap(({ reminder }) => {
      const trigger = triggerOf(reminder, standing.due?.on ?? "", atMs, timeZone);
      return alarm(trigger, words.summary(promise));
    }),
    "END:VEVENT",
  ];
}

/** The first of two equal times on the wall is meant; not every calendar reads it as that one. */
const isInUtc = (atMs: number, zone: string): boolean => zone === "UTC" || isRepeated(atMs, zone);

/** What the clock there shows at that instant: of a time that is skipped, the first minute after the gap. */
const startLine = (atMs: number, zone: string): string =>
  isInUtc(atMs, zone)
    ? `DTSTART:${utc(atMs)}`
    : `DTSTART;TZID=${zone}:${basicTime(wallClockMs(atMs, zone))}`;

/** The end is the first day that is not part of it. */
const wholeDay = (on: LocalDate): readonly string[] => [
  `DTSTART;VALUE=DATE:${basic(on)}`,
  `DTEND;VALUE=DATE:${basic(addDays(on, 1))}`,
];

/** Minutes before a time that there is none of count from where nudges count them too. */
function triggerOf(
  reminder: PromiseReminder,
  on: LocalDate,
  atMs: number | null,
  timeZone: string,
): string {
  if ("minutes_before" in reminder && atMs !== null) {
    return `TRIGGER:-PT${reminder.minutes_before}M`;
  }
  const { days_before, time } = asDayReminder(reminder);
  const remindMs = instantOf({ on: addDays(on, -days_before), time }, timeZone);
  return `TRIGGER;VALUE=DATE-TIME:${utc(remindMs)}`;
}

const alarm = (trigger: string, words: string): readonly string[] => [
  ...["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escapeText(words)}`, trigger, "END:VALARM"],
];

/** 2026-11-24T17:30:00Z in the basic form; calendars know whole minutes. */
const utc = (atMs: number): string =>
  `${new Date(Math.floor(atMs / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const basic = (on: LocalDate): string => on.replaceAll("-", "");

/** RFC 5545, 3.3.11; a control character may not stand in a file at all. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    // eslint-disable-next-line no-control-regex -- naming the control characters is the point here
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll("\n", "\\n");

/** RFC 5545, 3.1: at most 75 bytes a line; the next one begins with a space. No character is cut in two. */
export function fold(line: string): string {
  const lines: string[] = [];
  let [current, bytes] = ["", 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > MAX_ICS_LINE_BYTES) {
      lines.push(current);
      [current, bytes] = [" ", 1];
    }
    current += character;
    bytes += size;
  }
  return [...lines, current].join(LINE_END);
}
