import { describe, expect, it } from "vitest";
import { addDays } from "../core/dates";
import { DAILY, isDailyOffered, isWeeklyOffered, nextPulseOn, WEEKLY } from "./check-ins";

const MONDAY = "2026-11-23";
const SUNDAY = 7;
const day = (after: number): string => addDays(MONDAY, after);

describe("the daily check-in", () => {
  it("is offered until it is done today, whatever else is", () => {
    expect(isDailyOffered(MONDAY, [{ kind: DAILY, on: day(-1) }])).toBe(true);
    expect(isDailyOffered(MONDAY, [{ kind: "repair", on: MONDAY }])).toBe(true);
    expect(isDailyOffered(MONDAY, [{ kind: DAILY, on: MONDAY }])).toBe(false);
  });
});

describe("the weekly check-in", () => {
  const offered = (after: number, done: readonly number[] = [], weekday = SUNDAY) =>
    isWeeklyOffered(
      WEEKLY,
      weekday,
      day(after),
      done.map((on) => ({ kind: WEEKLY, on: day(on) })),
    );

  it("is offered on its weekday and two days more", () => {
    const week = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((after) => offered(after));
    expect(week).toEqual([true, true, false, false, false, false, true, true, true, false]);
  });

  it("is gone once it is done, also a little early", () => {
    expect(offered(6, [6])).toBe(false);
    expect(offered(8, [7])).toBe(false);
    expect(offered(6, [4])).toBe(false);
    expect(offered(6, [-1])).toBe(true);
  });

  it("is never offered to those who do not want it", () => {
    expect([0, 1, 2, 3, 4, 5, 6].some((after) => offered(after, [], 0))).toBe(false);
  });

  it("asks for its own kind", () => {
    expect(isWeeklyOffered("review", SUNDAY, day(6), [{ kind: WEEKLY, on: day(6) }])).toBe(true);
  });
});

describe("the pulse", () => {
  it.each([
    ["2026-01-31", "2026-02-01"],
    ["2026-12-01", "2027-01-01"],
  ])("felt on %s comes again on %s", (last, next) => {
    expect(nextPulseOn(last)).toBe(next);
  });
});
