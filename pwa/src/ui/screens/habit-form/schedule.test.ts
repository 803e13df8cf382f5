import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan, Rule } from "../../../model/habits";
import { scheduleProblem, toPlan, toSchedule } from "./schedule";

const weekdays = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  .map((days) => days.sort((left, right) => left - right));

const rules: fc.Arbitrary<Rule> = fc.oneof(
  weekdays.map((days) => ({ kind: "days" as const, weekdays: days })),
  fc.integer({ min: 1, max: 3650 }).map((days) => ({ kind: "interval" as const, days })),
  fc
    .integer({ min: 1, max: 7 })
    .map((times) => ({ kind: "times" as const, times, per: "week" as const })),
  fc
    .integer({ min: 1, max: 31 })
    .map((times) => ({ kind: "times" as const, times, per: "month" as const })),
  fc.constant({ kind: "anytime" as const }),
);

const plans: fc.Arbitrary<Plan> = fc.record({
  from: fc.constant("2026-01-05"),
  rule: rules,
  target: fc.record({ amount: fc.double({ min: 0.01, max: 1e6, noNaN: true }) }),
  direction: fc.constantFrom("at_least" as const, "at_most" as const),
});

describe("the schedule of the form", () => {
  it("carries every plan through untouched", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect({ from: plan.from, ...toPlan(toSchedule(plan)) }).toEqual(plan);
        expect(scheduleProblem(toSchedule(plan))).toBeNull();
      }),
    );
  });

  it("asks for a day, for a number, and for more than nothing unless it is a limit", () => {
    const daily = toSchedule(undefined);
    expect(scheduleProblem({ ...daily, kind: "days", weekdays: [] })).toBe("no-day");
    expect(scheduleProblem({ ...daily, amount: Number.NaN })).toBe("no-amount");
    expect(scheduleProblem({ ...daily, amount: 0 })).toBe("no-amount");
    const untyped = { ...daily, timesPerMonth: Number.NaN };
    expect(scheduleProblem({ ...untyped, kind: "month" })).toBe("no-times");
    expect(scheduleProblem({ ...untyped, kind: "week" })).toBeNull();
    expect(scheduleProblem({ ...daily, amount: 0, direction: "at_most" })).toBeNull();
  });
});
