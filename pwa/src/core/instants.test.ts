import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLocalDate } from "./dates";
import { instantOf, isLocalTime, isTimeZone, wallTimeOf } from "./instants";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const MINUTE_MS = 60_000;
const iso = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);

describe("the instant of a time on the wall", () => {
  it("is the first minute at which the wall shows that time, or the first one after it", () => {
    const zone = fc.constantFrom(...ZONES);
    const day = fc.integer({ min: 14_610, max: 21_914 }); // 2010 to 2029
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(zone, day, minute, (timeZone, dayNumber, minutes) => {
        const time = new Date(minutes * MINUTE_MS).toISOString().slice(11, 16);
        const wanted = { on: toLocalDate(dayNumber), time };
        const key = ({ on, time: at }: typeof wanted): string => `${on} ${at}`;
        const atMs = instantOf(wanted, timeZone);
        expect(key(wallTimeOf(atMs, timeZone)) >= key(wanted)).toBe(true);
        expect(key(wallTimeOf(atMs - MINUTE_MS, timeZone)) < key(wanted)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("goes back and forth on any minute that comes once", () => {
    const minute = fc.integer({ min: 21_000_000, max: 31_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minute, (timeZone, minutes) => {
        const atMs = minutes * MINUTE_MS;
        const back = instantOf(wallTimeOf(atMs, timeZone), timeZone);
        // Twice a year a time comes twice, and the first of the two stands.
        expect(back === atMs || (back < atMs && atMs - back <= 90 * MINUTE_MS)).toBe(true);
      }),
    );
  });

  it("that a spring leaves out is the first minute after the gap", () => {
    // 29 March 2026 in Berlin: from 02:00 to 03:00 at 01:00 UTC.
    expect(iso(instantOf({ on: "2026-03-29", time: "02:30" }, "Europe/Berlin"))).toBe(
      "2026-03-29T01:00",
    );
    // 6 September 2026 in Santiago: from 00:00 to 01:00 at 04:00 UTC.
    expect(iso(instantOf({ on: "2026-09-06", time: "00:00" }, "America/Santiago"))).toBe(
      "2026-09-06T04:00",
    );
  });

  it("that an autumn shows twice is the first of the two", () => {
    // 25 October 2026 in Berlin: 02:30 is at 00:30 and at 01:30 UTC.
    expect(iso(instantOf({ on: "2026-10-25", time: "02:30" }, "Europe/Berlin"))).toBe(
      "2026-10-25T00:30",
    );
  });

  it("on a day that a country left out is the first minute of the next one", () => {
    expect(iso(instantOf({ on: "2011-12-30", time: "12:00" }, "Pacific/Apia"))).toBe(
      "2011-12-30T10:00",
    );
  });
});

it("knows times and zones when it sees them", () => {
  expect(["00:00", "23:59"].every(isLocalTime)).toBe(true);
  expect(["24:00", "9:30", "12:60", "", "12:00:00"].some(isLocalTime)).toBe(false);
  expect(ZONES.every(isTimeZone)).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
});
