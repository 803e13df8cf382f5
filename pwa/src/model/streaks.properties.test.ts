import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { addDays, daysBetween, type LocalDate } from "../core/dates";
import {
  amounts,
  dates,
  done,
  FIRST,
  histories,
  historiesOf,
  rest,
  spacedRules,
  weeklyRules,
} from "../testing/histories";
import { dayStates } from "./day-states";
import type { Entry, History } from "./habits";
import { checkpoint, evaluate, occasionProgress, type Checkpoint, type Result } from "./streaks";

// Many examples on a busy machine: no test of these waits for anything.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = { numRuns: 500 };
const LONGEST_OCCASION_DAYS = 31;
const withEntries = (history: History, ...more: readonly Entry[]): History => ({
  ...history,
  entries: [...history.entries, ...more],
});

const onlyAtLeast = (history: History): History => ({
  ...history,
  plans: history.plans.map((plan) => ({ ...plan, direction: "at_least" })),
});

const doneDays = (history: History): number =>
  dayStates(history, FIRST, history.today).filter(({ state }) => state === "kept").length;

describe("a history", () => {
  it("of at_least never loses by one more done entry", () => {
    fc.assert(
      fc.property(histories.map(onlyAtLeast), dates, amounts, (history, on, amount) => {
        const before = evaluate(history);
        const after = evaluate(withEntries(history, done(on, amount)));
        expect(after.current).toBeGreaterThanOrEqual(before.current);
        expect(after.best).toBeGreaterThanOrEqual(before.best);
        expect(after.kept).toBeGreaterThanOrEqual(before.kept);
        expect(after.strength).toBeGreaterThanOrEqual(before.strength - 1e-12);
      }),
      RUNS,
    );
  });

  it("gets no done day from a rest, and loses nothing by it", () => {
    fc.assert(
      fc.property(histories, dates, (history, on) => {
        const rested = withEntries(history, rest(on));
        expect(doneDays(rested)).toBe(doneDays(history));
        expect(evaluate(rested).doneToday).toBe(evaluate(history).doneToday);
        expect(evaluate(rested).current).toBeGreaterThanOrEqual(evaluate(history).current);
      }),
      RUNS,
    );
  });

  it("of days and windows keeps no more by a rest", () => {
    fc.assert(
      fc.property(historiesOf(spacedRules), dates, (history, on) => {
        const rested = withEntries(history, rest(on));
        expect(evaluate(rested).kept).toBe(evaluate(history).kept);
      }),
      RUNS,
    );
  });

  it("does not know what is dated after today", () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (history, days, isRest) => {
          const later = done(addDays(history.today, days));
          const more = withEntries(history, isRest ? { ...later, kind: "rest" } : later);
          expect(evaluate(more)).toEqual(evaluate(history));
          expect(occasionProgress(more)).toEqual(occasionProgress(history));
        },
      ),
      RUNS,
    );
  });

  it("may be told in any order", () => {
    const shuffled = histories.chain((history) =>
      fc.tuple(
        fc.constant(history),
        fc.shuffledSubarray([...history.entries], { minLength: history.entries.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([history, mixed]) => {
        expect(evaluate({ ...history, entries: mixed })).toEqual(evaluate(history));
      }),
      RUNS,
    );
  });

  it("may split an amount over several entries", () => {
    fc.assert(
      fc.property(histories, fc.double({ min: 0, max: 1, noNaN: true }), (history, share) => {
        const split = history.entries.flatMap((entry) => [
          { ...entry, amount: entry.amount * share },
          { ...entry, amount: entry.amount * (1 - share) },
        ]);
        expect(evaluate({ ...history, entries: split })).toEqual(evaluate(history));
      }),
      RUNS,
    );
  });

  it("without months shifts by whole weeks and stays the same", () => {
    const weekly = historiesOf(fc.oneof(spacedRules, weeklyRules));
    fc.assert(
      fc.property(weekly, fc.integer({ min: -300, max: 300 }), (history, weeks) => {
        const shift = (on: LocalDate): LocalDate => addDays(on, weeks * 7);
        const expected = evaluate(history);
        const runs = expected.runs.map((run) => ({
          ...run,
          from: shift(run.from),
          to: shift(run.to),
        }));
        expect(evaluate(shifted(history, shift))).toEqual({ ...expected, runs });
      }),
      RUNS,
    );
  });

  it("may leave withdrawn entries out", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const live = history.entries.filter((entry) => entry.withdrawn !== true);
        expect(evaluate({ ...history, entries: live })).toEqual(evaluate(history));
      }),
      RUNS,
    );
  });

  it("may list its pauses and plans in any order", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const plans = [
          ...new Map(history.plans.map((plan) => [plan.from, plan])).values(),
        ].reverse();
        const turned = { ...history, plans, pauses: history.pauses.toReversed() };
        expect(evaluate(turned)).toEqual(evaluate(history));
      }),
      RUNS,
    );
  });

  it("never changes the days before a tick (B18)", () => {
    fc.assert(
      fc.property(histories, dates, (history, on) => {
        const limit = addDays(on, -LONGEST_OCCASION_DAYS);
        const more = withEntries(history, done(on));
        expect(dayStates(more, FIRST, limit)).toEqual(dayStates(history, FIRST, limit));
      }),
      RUNS,
    );
  });

  it("comes to numbers that agree with each other", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const result = evaluate(history);
        const lengths = result.runs.map(({ length }) => length);
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(result.kept);
        expect(Math.max(0, ...lengths)).toBe(result.best);
        if (result.current > 0) expect(lengths.at(-1)).toBe(result.current);
        expect(result.strength).toBeGreaterThanOrEqual(0);
        expect(result.strength).toBeLessThanOrEqual(1);
        if (history.grace === "strict") expect(result.covered).toBe(0);
        expect(occasionProgress(history)?.state ?? null).toBe(result.stateToday);
      }),
      RUNS,
    );
  });
});

describe("a checkpoint", () => {
  it("and what comes after it are the whole history", () => {
    fc.assert(
      fc.property(histories, dates, fc.nat(40), (history, before, days) => {
        const start = checkpoint(history, before);
        if (start === null) return;
        expect(start.before <= before && start.before <= history.today).toBe(true);
        const later = { ...history, today: addDays(history.today, days) };
        const tail = { ...later, entries: later.entries.filter(({ on }) => on >= start.before) };
        expect(exact(evaluate(tail, start), later, start)).toEqual(
          exact(evaluate(later), later, start),
        );
        expect(occasionProgress(tail, start)).toEqual(occasionProgress(later));
        expect(dayStates(tail, start.before, later.today, start)).toEqual(
          dayStates(later, start.before, later.today),
        );
      }),
      RUNS,
    );
  });

  it("ignores the entries that it already holds", () => {
    fc.assert(
      fc.property(histories, dates, (history, before) => {
        const start = checkpoint(history, before);
        if (start === null) return;
        const tail = {
          ...history,
          entries: history.entries.filter(({ on }) => on >= start.before),
        };
        expect(evaluate(history, start)).toEqual(evaluate(tail, start));
      }),
      RUNS,
    );
  });

  it("survives its way as JSON", () => {
    fc.assert(
      fc.property(histories, dates, (history, before) => {
        const start = checkpoint(history, before);
        expect(JSON.parse(JSON.stringify(start))).toEqual(start);
      }),
      RUNS,
    );
  });

  it("is there from the first occasion that is over", () => {
    fc.assert(
      fc.property(historiesOf(spacedRules), (history) => {
        const [first] = history.plans.map(({ from }) => from).toSorted();
        const isBegun = first !== undefined && addDays(first, 24) < history.today;
        if (isBegun) expect(checkpoint(history, history.today)).not.toBeNull();
      }),
      RUNS,
    );
  });
});

/** Without the rates whose days the checkpoint has taken in. */
function exact({ rate30, rate90, ...rest }: Result, { today }: History, { before }: Checkpoint) {
  const isWithin = (days: number) => daysBetween(before, today) >= days;
  return { ...rest, rate30: isWithin(30) ? rate30 : null, rate90: isWithin(90) ? rate90 : null };
}

function shifted(history: History, shift: (on: LocalDate) => LocalDate): History {
  return {
    ...history,
    today: shift(history.today),
    plans: history.plans.map((plan) => ({ ...plan, from: shift(plan.from) })),
    pauses: history.pauses.map(({ from, to }) => ({ from: shift(from), to: to && shift(to) })),
    entries: history.entries.map((entry) => ({ ...entry, on: shift(entry.on) })),
  };
}
