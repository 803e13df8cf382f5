import { describe, expect, it } from "vitest";
import { addDays } from "../core/dates";
import type { Closed } from "./insight";
import { offerOf } from "./ladder";

const TODAY = "2026-11-23";
const FRESH = { step: "small", stepFrom: null, declinedOffers: [] } as const;

/** Days up to yesterday; "k" was kept, "." was not. */
const closed = (days: string, strength: number): readonly Closed[] =>
  Array.from(days, (day, at) => {
    const on = addDays(TODAY, at - days.length);
    return { from: on, to: on, isKept: day === "k", isCovered: false, strength };
  });

describe("the ladder", () => {
  it("offers the larger size after fourteen kept times at a strength of 0.6", () => {
    const steady = closed("k".repeat(14), 0.6);
    expect(offerOf(FRESH, steady, TODAY)).toEqual({ kind: "larger", step: "full" });
    expect(offerOf({ ...FRESH, step: "tiny" }, steady, TODAY)?.step).toBe("small");
  });

  it.each([
    ["thirteen times", closed("k".repeat(13), 0.9)],
    ["less strength", closed("k".repeat(20), 0.59)],
  ])("offers nothing after %s", (_, history) => {
    expect(offerOf(FRESH, history, TODAY)).toBeNull();
  });

  it("offers the smaller size after a hard fortnight", () => {
    expect(offerOf(FRESH, closed("kk...", 0.7), TODAY)).toEqual({ kind: "smaller", step: "tiny" });
    expect(offerOf(FRESH, closed(`${"k".repeat(30)}${".".repeat(14)}`, 0.7), TODAY)?.kind).toBe(
      "smaller",
    );
  });

  it("calls no fortnight hard that had fewer than four times, or half of them kept", () => {
    expect(offerOf(FRESH, closed("...", 0), TODAY)).toBeNull();
    expect(offerOf(FRESH, closed("kk..", 0.1), TODAY)).toBeNull();
  });

  it("looks at the last fourteen days only, and not at today", () => {
    const lastMonth = closed("......", 0.2).map((day) => ({
      ...day,
      from: addDays(day.from, -14),
      to: addDays(day.to, -14),
    }));
    expect(offerOf(FRESH, lastMonth, TODAY)).toBeNull();
    const untilToday = closed("k...", 0.2).map((day) => ({
      ...day,
      from: addDays(day.from, 1),
      to: addDays(day.to, 1),
    }));
    expect(offerOf(FRESH, untilToday, TODAY)).toBeNull();
  });

  it("has an end on both sides", () => {
    expect(offerOf({ ...FRESH, step: "full" }, closed("k".repeat(40), 0.9), TODAY)).toBeNull();
    expect(offerOf({ ...FRESH, step: "tiny" }, closed("......", 0), TODAY)).toBeNull();
    expect(offerOf({ ...FRESH, step: null }, closed("k".repeat(40), 0.9), TODAY)).toBeNull();
  });

  it("starts to count again with each size", () => {
    const steady = closed("k".repeat(40), 0.9);
    expect(offerOf({ ...FRESH, stepFrom: addDays(TODAY, -13) }, steady, TODAY)).toBeNull();
    expect(offerOf({ ...FRESH, stepFrom: addDays(TODAY, -14) }, steady, TODAY)).not.toBeNull();
  });

  it("asks once", () => {
    const steady = closed("k".repeat(40), 0.9);
    expect(offerOf({ ...FRESH, declinedOffers: ["larger"] }, steady, TODAY)).toBeNull();
    expect(offerOf({ ...FRESH, declinedOffers: ["smaller"] }, steady, TODAY)).not.toBeNull();
  });
});
