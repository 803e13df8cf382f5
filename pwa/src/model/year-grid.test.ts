import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, isoWeekday } from "../core/dates";
import { monthCounts, yearsSince, yearSpan } from "./year-grid";

const TODAY = "2026-11-25";
const somedays = fc.integer({ min: -4_000, max: 4_000 }).map((days) => addDays(TODAY, days));
const weekdays = fc.integer({ min: 1, max: 7 });

describe("a year of the heatmap", () => {
  it("is whole weeks, and the years follow one another without a gap", () => {
    fc.assert(
      fc.property(somedays, weekdays, fc.nat(12), (today, weekStartsOn, number) => {
        const { from, to } = yearSpan(today, weekStartsOn, number);
        expect(isoWeekday(from)).toBe(weekStartsOn);
        expect(daysBetween(from, to)).toBe(52 * 7 - 1);
        expect(yearSpan(today, weekStartsOn, number + 1).to).toBe(addDays(from, -1));
      }),
    );
  });

  it("holds today when it is the newest, and the first day when it is the oldest", () => {
    fc.assert(
      fc.property(somedays, weekdays, fc.nat(4_000), (today, weekStartsOn, ago) => {
        const firstOn = addDays(today, -ago);
        const newest = yearSpan(today, weekStartsOn, 0);
        const oldest = yearSpan(today, weekStartsOn, yearsSince(firstOn, today, weekStartsOn) - 1);
        expect(newest.from <= today && today <= newest.to).toBe(true);
        expect(oldest.from <= firstOn && firstOn <= oldest.to).toBe(true);
      }),
    );
  });

  it("is one where a habit begins in the future", () => {
    expect(yearsSince(addDays(TODAY, 400), TODAY, 1)).toBe(1);
  });
});

describe("the same in numbers", () => {
  it("counts each month, the newest first, and skips those without anything", () => {
    const day = (on: string, state: "kept" | "covered" | "rest" | "missed") => ({
      on,
      state,
      amount: 1,
    });
    const days = [
      day("2026-08-31", "kept"),
      day("2026-09-01", "missed"),
      day("2026-10-01", "kept"),
      day("2026-10-02", "covered"),
      day("2026-10-03", "rest"),
      day("2026-10-04", "kept"),
    ];
    expect(monthCounts(days)).toEqual([
      { month: "2026-10-01", kept: 2, covered: 1, rest: 1 },
      { month: "2026-08-01", kept: 1, covered: 0, rest: 0 },
    ]);
  });
});
