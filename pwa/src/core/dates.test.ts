import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  isoWeekday,
  localDate,
  monthSpan,
  ownWallClockMs,
  parseLocalDate,
  startOfMonth,
  startOfWeek,
  toDayNumber,
  toLocalDate,
  wallClockMs,
} from "./dates";

// Many examples on a busy machine: no test of these waits for anything.
vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const days = fc.integer({
  min: Date.UTC(1900, 0, 1) / DAY_MS,
  max: Date.UTC(2999, 11, 31) / DAY_MS,
});

describe("a local date", () => {
  it.each(["2026-01-31", "2024-02-29", "2000-02-29", "1900-01-01", "2999-12-31"])(
    "%s is read",
    (text) => {
      expect(parseLocalDate(text)).toBe(Date.parse(`${text}T00:00Z`) / DAY_MS);
    },
  );

  it.each([
    "2026-02-30",
    "2025-02-29",
    "1900-02-29",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-01-32",
    "0000-01-01",
    "0202-03-01",
    "1899-12-31",
    "3000-01-01",
    "2026-1-1",
    "20260101",
    "2026-W01-1",
    "2026-01-01T00:00",
    " 2026-01-01",
    "2026-01-01\n",
    "２０２６-01-01",
    "-026-01-01",
    "",
  ])("%j is refused", (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });

  it("is its day number and back", () => {
    fc.assert(
      fc.property(days, (day) => {
        const on = new Date(day * DAY_MS).toISOString().slice(0, 10);
        expect(toLocalDate(day)).toBe(on);
        expect(toDayNumber(on)).toBe(day);
        expect(parseLocalDate(on)).toBe(day);
      }),
    );
  });

  it("knows its weekday", () => {
    fc.assert(
      fc.property(days, (day) => {
        const weekday = new Date(day * DAY_MS).getUTCDay() || 7;
        expect(isoWeekday(toLocalDate(day))).toBe(weekday);
      }),
    );
  });

  it("counts over months, years and leap days", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2025-02-28", 1)).toBe("2025-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2024-02-01", "2025-02-01")).toBe(366);
    expect(daysBetween("2026-01-10", "2026-01-01")).toBe(-9);
  });

  it("knows its month", () => {
    expect(startOfMonth("2026-03-31")).toBe("2026-03-01");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-01");
    expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
    expect(daysInMonth("2024-02-10")).toBe(29);
    expect(daysInMonth("1900-02-10")).toBe(28);
    expect(daysInMonth("2026-12-01")).toBe(31);
  });

  it("lies within its month", () => {
    fc.assert(
      fc.property(days, (day) => {
        const { first, last } = monthSpan(day);
        expect(toLocalDate(first)).toBe(startOfMonth(toLocalDate(day)));
        expect(last - first + 1).toBe(daysInMonth(toLocalDate(day)));
        expect(first <= day && day <= last).toBe(true);
      }),
    );
  });

  it("knows where its week starts, over a change of the year too", () => {
    expect(startOfWeek("2026-01-01", 1)).toBe("2025-12-29");
    expect(startOfWeek("2026-01-01", 7)).toBe("2025-12-28");
    expect(startOfWeek("2026-01-01", 6)).toBe("2025-12-27");
    expect(startOfWeek("2026-01-01", 4)).toBe("2026-01-01");
  });

  it("starts its week on the chosen weekday, at most six days back", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (day, weekStartsOn) => {
        const start = startOfWeek(toLocalDate(day), weekStartsOn);
        expect(isoWeekday(start)).toBe(weekStartsOn);
        expect(day - toDayNumber(start)).toBeGreaterThanOrEqual(0);
        expect(day - toDayNumber(start)).toBeLessThan(7);
      }),
    );
  });
});

describe("today, from an instant", () => {
  const at = (text: string): number => Date.parse(text);

  it("is the date on the wall, every hour from UTC−11 to UTC+14 (B3, B4)", () => {
    const noon = at("2026-01-01T12:00Z");
    for (let offset = -11; offset <= 14; offset += 1) {
      // The names of these zones count westwards.
      const zone = `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
      for (let hour = -36; hour <= 36; hour += 1) {
        const atMs = noon + hour * HOUR_MS;
        const wall = new Date(atMs + offset * HOUR_MS).toISOString().slice(0, 10);
        expect(localDate(atMs, offset === 0 ? "UTC" : zone, 0)).toBe(wall);
      }
    }
  });

  it("differs by two dates at the ends of the world (B2)", () => {
    const instant = at("2026-01-01T10:30Z");
    expect(localDate(instant, "Pacific/Pago_Pago", 0)).toBe("2025-12-31");
    expect(localDate(instant, "Pacific/Kiritimati", 0)).toBe("2026-01-02");
  });

  it("is the same by the device's own clock", () => {
    for (const zone of ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"]) {
      vi.stubEnv("TZ", zone);
      const instants = fc.integer({ min: at("1971-01-01"), max: at("2100-01-01") });
      fc.assert(
        fc.property(instants, (atMs) => {
          expect(ownWallClockMs(atMs)).toBe(wallClockMs(atMs, zone));
        }),
      );
    }
    vi.unstubAllEnvs();
  });

  it("honours zones of half and quarter hours", () => {
    expect(localDate(at("2026-01-01T18:14Z"), "Asia/Kathmandu", 0)).toBe("2026-01-01");
    expect(localDate(at("2026-01-01T18:15Z"), "Asia/Kathmandu", 0)).toBe("2026-01-02");
  });

  it("is still yesterday at 00:30 where the day starts at four (B5)", () => {
    expect(localDate(at("2026-01-01T23:30Z"), "Europe/Berlin", 4)).toBe("2026-01-01");
    expect(localDate(at("2026-01-02T02:59Z"), "Europe/Berlin", 4)).toBe("2026-01-01");
    expect(localDate(at("2026-01-02T03:00Z"), "Europe/Berlin", 4)).toBe("2026-01-02");
  });

  it("begins by the clock on the wall on a day of 23 hours (B1, B6)", () => {
    // 29 March 2026 in Berlin: from 02:00 to 03:00 at 01:00 UTC.
    expect(localDate(at("2026-03-29T00:59Z"), "Europe/Berlin", 2)).toBe("2026-03-28");
    expect(localDate(at("2026-03-29T01:00Z"), "Europe/Berlin", 2)).toBe("2026-03-29");
    expect(localDate(at("2026-03-29T01:59Z"), "Europe/Berlin", 4)).toBe("2026-03-28");
    expect(localDate(at("2026-03-29T02:00Z"), "Europe/Berlin", 4)).toBe("2026-03-29");
  });

  it("begins by the clock on the wall on a day of 25 hours (B1, B6)", () => {
    // 25 October 2026 in Berlin: from 03:00 back to 02:00 at 01:00 UTC, so that 02:30 comes twice.
    expect(localDate(at("2026-10-25T00:30Z"), "Europe/Berlin", 3)).toBe("2026-10-24");
    expect(localDate(at("2026-10-25T01:30Z"), "Europe/Berlin", 3)).toBe("2026-10-24");
    expect(localDate(at("2026-10-25T02:00Z"), "Europe/Berlin", 3)).toBe("2026-10-25");
  });

  it.each([
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Atlantic/Azores",
    "Pacific/Kiritimati",
  ])("never goes back and never skips a date in %s (B1)", (zone) => {
    for (const dayStartHour of [0, 1, 2, 3, 4, 23]) {
      let last = localDate(at("2026-01-01T00:00Z"), zone, dayStartHour);
      for (let hour = 1; hour < 366 * 24; hour += 1) {
        const on = localDate(at("2026-01-01T00:00Z") + hour * HOUR_MS, zone, dayStartHour);
        if (on !== last) expect(on).toBe(addDays(last, 1));
        last = on;
      }
    }
  });

  it("skips the date that a country left out (B2)", () => {
    // Samoa had no 30 December 2011.
    expect(localDate(at("2011-12-30T09:59Z"), "Pacific/Apia", 0)).toBe("2011-12-29");
    expect(localDate(at("2011-12-30T10:00Z"), "Pacific/Apia", 0)).toBe("2011-12-31");
  });

  it("does not take a zone that it does not know", () => {
    expect(() => localDate(0, "Mars/Olympus", 0)).toThrow(RangeError);
  });
});
