/** Generated histories for properties: every rule, several plans, time off, and entries of all kinds. */
import fc from "fast-check";
import { addDays, type LocalDate } from "../core/dates";
import type { Entry, History, Pause, Plan, Rule } from "../model/habits";

export const FIRST = "2023-10-16";
const SPAN_DAYS = 150;

export const dates = fc.integer({ min: 0, max: SPAN_DAYS }).map((days) => addDays(FIRST, days));
export const done = (on: LocalDate, amount = 1): Entry => ({
  on,
  kind: "done",
  amount,
  withdrawn: false,
});
export const rest = (on: LocalDate): Entry => ({ on, kind: "rest", amount: 0, withdrawn: false });

export const amounts = fc.constantFrom(0, 0.1, 0.2, 0.3, 0.5, 1, 2, 3);

/** Chosen weekdays, all seven among them. */
export const weekdayRules: fc.Arbitrary<Rule> = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  .map((weekdays) => ({ kind: "days", weekdays }));
export const spacedRules: fc.Arbitrary<Rule> = fc.oneof(
  weekdayRules,
  fc.integer({ min: 1, max: 12 }).map((days) => ({ kind: "interval" as const, days })),
);
export const weeklyRules: fc.Arbitrary<Rule> = fc
  .integer({ min: 1, max: 7 })
  .map((times) => ({ kind: "times", times, per: "week" }));
const monthlyRules: fc.Arbitrary<Rule> = fc
  .integer({ min: 1, max: 31 })
  .map((times) => ({ kind: "times", times, per: "month" }));
const rules = fc.oneof(
  spacedRules,
  weeklyRules,
  monthlyRules,
  fc.constant<Rule>({ kind: "anytime" }),
);

const plansOf = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<Plan[]> =>
  fc.array(
    fc.record({
      from: dates,
      rule,
      target: fc.record({ amount: fc.constantFrom(0, 0.3, 1, 1, 1, 2) }),
      direction: fc.constantFrom("at_least" as const, "at_least" as const, "at_most" as const),
    }),
    { minLength: 1, maxLength: 3 },
  );

/** Most days done, as in a life with streaks; the rest silent, at rest, too little or taken back. */
const steadyEntries: fc.Arbitrary<Entry[]> = fc
  .record({
    steadiness: fc.integer({ min: 1, max: 12 }),
    days: fc.array(fc.record({ luck: fc.nat(12), amount: amounts, odd: fc.nat(9) }), {
      maxLength: SPAN_DAYS,
    }),
  })
  .map(({ steadiness, days }) =>
    days.flatMap(({ luck, amount, odd }, index) => {
      const on = addDays(FIRST, index);
      if (odd === 0) return [rest(on)];
      if (odd === 1) return [done(on, amount)];
      if (odd === 2) return [{ ...done(on), withdrawn: true }];
      return luck <= steadiness ? [done(on)] : [];
    }),
  );

/** Anything on any day, also a second and a third time. */
const strayEntries: fc.Arbitrary<Entry[]> = fc.array(
  fc.record({
    on: dates,
    kind: fc.constantFrom("done" as const, "done" as const, "rest" as const),
    amount: amounts,
    withdrawn: fc.boolean(),
  }),
  { maxLength: 20 },
);

const entries = fc.tuple(steadyEntries, strayEntries).map((both) => both.flat());

const pauses: fc.Arbitrary<Pause[]> = fc
  .array(
    fc.record({ from: dates, length: fc.option(fc.integer({ min: -1, max: 40 }), { freq: 4 }) }),
    { maxLength: 2 },
  )
  .map((all) =>
    all.map(({ from, length }) => ({ from, to: length === null ? null : addDays(from, length) })),
  );

export const historiesOf = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<History> =>
  fc.record({
    today: dates,
    weekStartsOn: fc.integer({ min: 1, max: 7 }),
    grace: fc.constantFrom("gentle" as const, "gentle" as const, "strict" as const),
    plans: plansOf(rule),
    pauses,
    entries,
  });

export const histories = historiesOf(rules);
