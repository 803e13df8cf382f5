import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import EXAMPLES from "../../../contract/cases/calendar.json";
import { escapeText, fold, writeCalendarFile } from "./calendar-file";
import type { Due, PromiseReminder } from "./promise-record";
import { standingOf, type StandingPromise } from "./promises";

const NOW_MS = Date.UTC(2026, 10, 24, 12, 30, 15);
const PLACE = { nowMs: NOW_MS, timeZone: "Europe/Berlin" };
const WORDS = {
  summary: ({ text }: StandingPromise): string => `I said I would ${text}`,
  description: ({ toWhom }: StandingPromise): string => toWhom,
};

function promiseDue(
  due: Due | null,
  reminders: readonly PromiseReminder[] = [],
  text = "call",
  toWhom = "",
): StandingPromise {
  const promise = {
    ...{ id: "0a1b", text, toWhom, due, isDeleted: false, deletedAtMs: null },
    reminders: reminders.map((reminder, index) => ({ id: `r${index}`, reminder })),
  };
  return { ...promise, standing: standingOf(promise, []) };
}

const linesOf = (...promises: readonly StandingPromise[]): readonly string[] =>
  unfold(writeCalendarFile(promises, WORDS, PLACE)).split("\r\n");

const unfold = (text: string): string => text.replaceAll("\r\n ", "");

/** As a calendar reads it (RFC 5545, 3.3.11). */
const unescape = (text: string): string =>
  text.replace(/\\(.)/gs, (_, mark: string) => (mark === "n" ? "\n" : mark));

const day = (on: string): Due => ({ on, time: null, zone: null });

describe("a calendar file", () => {
  it("is a calendar with an event for each promise that has a day", () => {
    expect(linesOf(promiseDue(day("2026-11-27")), promiseDue(null))).toEqual([
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kept//Kept//EN", "CALSCALE:GREGORIAN"],
      ...["BEGIN:VEVENT", "UID:0a1b@kept", "DTSTAMP:20261124T123000Z"],
      ...["DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128"],
      ...["SUMMARY:I said I would call", "TRANSP:TRANSPARENT", "END:VEVENT"],
      ...["END:VCALENDAR", ""],
    ]);
  });

  it("is the file that tests/server/test_calendar_file.py reads with other libraries", () => {
    const promises = EXAMPLES.events.map(({ id, on, time, zone }) => ({
      ...promiseDue({ on, time, zone }),
      id,
    }));
    expect(writeCalendarFile(promises, WORDS, PLACE)).toBe(EXAMPLES.lines.join("\r\n"));
  });

  it("is read by ical.js with the right instants on both sides of each clock change", () => {
    const calendar = new ICAL.Component(ICAL.parse(EXAMPLES.lines.join("\r\n")));
    const zones = new Map(
      calendar.getAllSubcomponents("vtimezone").map((component) => {
        const zone = new ICAL.Timezone(component);
        return [zone.tzid, zone] as const;
      }),
    );
    const found = calendar.getAllSubcomponents("vevent").map((event) => {
      const start = event.getFirstProperty("dtstart");
      const time = start?.getFirstValue();
      if (time === undefined) return null;
      time.zone = zones.get(start?.getFirstParameter("tzid") ?? "") ?? ICAL.Timezone.utcTimezone;
      return new Date(time.toUnixTime() * 1000).toISOString();
    });
    expect(found).toEqual(EXAMPLES.events.map(({ utc }) => utc));
  });

  it("names a zone once, and none where nothing has a time or it is UTC", () => {
    const at = (zone: string): StandingPromise =>
      promiseDue({ on: "2026-11-27", time: "18:30", zone });
    const zones = (...promises: readonly StandingPromise[]): readonly string[] =>
      linesOf(...promises).filter((line) => line.startsWith("TZID:"));
    expect(zones(at("Europe/Berlin"), at("Europe/Berlin"), at("Asia/Kathmandu"))).toEqual([
      "TZID:Europe/Berlin",
      "TZID:Asia/Kathmandu",
    ]);
    expect(zones(at("UTC"), promiseDue(day("2026-11-27")))).toEqual([]);
    expect(linesOf(at("UTC"))).toContain("DTSTART:20261127T183000Z");
  });

  it("ends a whole day on the day after, over months and years", () => {
    expect(linesOf(promiseDue(day("2026-12-31")))).toContain("DTEND;VALUE=DATE:20270101");
    expect(linesOf(promiseDue(day("2028-02-28")))).toContain("DTEND;VALUE=DATE:20280229");
  });

  it("reminds as the promise does, and counts from nine where it has no time", () => {
    const reminders: readonly PromiseReminder[] = [
      { minutes_before: 60 },
      { days_before: 1, time: "19:00" },
    ];
    const timed = linesOf(promiseDue({ on: "2026-11-27", time: "18:30", zone: null }, reminders));
    expect(timed.filter((line) => line.startsWith("TRIGGER"))).toEqual([
      "TRIGGER:-PT60M",
      "TRIGGER;VALUE=DATE-TIME:20261126T180000Z",
    ]);
    const untimed = linesOf(promiseDue(day("2026-11-27"), reminders));
    expect(untimed.filter((line) => line.startsWith("TRIGGER"))).toEqual([
      "TRIGGER;VALUE=DATE-TIME:20261127T070000Z",
      "TRIGGER;VALUE=DATE-TIME:20261126T180000Z",
    ]);
  });

  it("carries any words whole, on lines of 75 bytes at most, and lets none of them be a line", () => {
    const words = fc.string({ unit: "binary", maxLength: 400 }).map((text) => text.toWellFormed());
    fc.assert(
      fc.property(words, words, (text, toWhom) => {
        const promise = promiseDue(
          day("2026-11-27"),
          [{ days_before: 0, time: "09:00" }],
          text,
          toWhom,
        );
        const file = writeCalendarFile([promise], WORDS, PLACE);
        const raw = file.split("\r\n");
        expect(raw.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
        // eslint-disable-next-line no-control-regex -- naming the control characters is the point here
        expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(file)).toBe(false);
        expect(
          unfold(file)
            .split(/\r\n|\r|\n/)
            .filter((line) => line.startsWith("BEGIN:")),
        ).toEqual(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM"]);
        const summary = unfold(file)
          .split("\r\n")
          .find((line) => line.startsWith("SUMMARY:"));
        const clean = text
          .replace(/\r\n?/g, "\n")
          // eslint-disable-next-line no-control-regex -- a line of a calendar must hold none
          .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
        expect(unescape(summary ?? "")).toBe(`SUMMARY:I said I would ${clean}`);
      }),
    );
  });
});

it("a text keeps its marks, and its lines stay in one", () => {
  expect(escapeText("a; b, c\\d\r\ne")).toBe("a\\; b\\, c\\\\d\\ne");
});

it("a line is cut between characters, never within one", () => {
  const line = `SUMMARY:${"👵🏽".repeat(30)}`;
  expect(fold(line).split("\r\n").length).toBeGreaterThan(2);
  expect(unfold(fold(line))).toBe(line);
});
