import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../core/dates";
import { histories, historiesOf, weekdayRules } from "../testing/histories";
import type { History } from "./habits";
import { insightOf, notableRuns, rateCount, thinned } from "./insight";
import { evaluate } from "./streaks";

const RUNS = { numRuns: 300 };
const DAILY: History = {
  today: "2026-11-23",
  weekStartsOn: 1,
  grace: "gentle",
  plans: [
    {
      from: "2026-11-02",
      rule: { kind: "days", weekdays: [1, 2, 3, 4, 5, 6, 7] },
      target: { amount: 1 },
      direction: "at_least",
    },
  ],
  pauses: [],
  entries: [],
};

describe("the strength curve", () => {
  it("ends at the strength of the habit", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const last = insightOf(history).closed.at(-1);
        expect(last?.strength ?? 0).toBe(evaluate(history).strength);
      }),
      RUNS,
    );
  });

  it("is thinned to 120 points, the first and the last among them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (length) => {
        const items = Array.from({ length }, (_, at) => at);
        const points = thinned(items);
        expect(points).toHaveLength(Math.min(length, 120));
        expect(points[0]).toBe(items[0]);
        expect(points.at(-1)).toBe(items.at(-1));
        expect(points).toEqual([...new Set(points)].sort((left, right) => left - right));
      }),
      RUNS,
    );
  });
});

describe("what has closed", () => {
  it("is as much as was kept, covered and left open", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { closed } = insightOf(history);
        const { kept, covered } = evaluate(history);
        expect(closed.filter(({ isKept }) => isKept)).toHaveLength(kept);
        expect(closed.filter(({ isCovered }) => isCovered)).toHaveLength(covered);
      }),
      RUNS,
    );
  });

  it("gives the counts behind the rates", () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(30, 90), (history, days) => {
        const { rate30, rate90 } = evaluate(history);
        const since = addDays(history.today, -days);
        const { kept, due } = rateCount(insightOf(history).closed, since, history.today);
        expect(due === 0 ? null : kept / due).toBe(days === 30 ? rate30 : rate90);
      }),
      RUNS,
    );
  });
});

describe("the weekday pattern", () => {
  it("of day rules sums up to all that has closed", () => {
    fc.assert(
      fc.property(historiesOf(weekdayRules), (history) => {
        const { closed, weekdays } = insightOf(history);
        const sum = (count: (day: (typeof weekdays)[number]) => number): number =>
          weekdays.reduce((total, day) => total + count(day), 0);
        expect(sum(({ due }) => due ?? Number.NaN)).toBe(closed.length);
        expect(sum(({ kept }) => kept)).toBe(evaluate(history).kept);
      }),
      RUNS,
    );
  });

  it("of a rule without weekdays counts the days done, and no day as due", () => {
    const [plan] = DAILY.plans;
    if (plan === undefined) throw new Error("no plan");
    const { weekdays } = insightOf({
      ...DAILY,
      plans: [{ ...plan, rule: { kind: "times", times: 2, per: "week" } }],
      entries: ["2026-11-03", "2026-11-10", "2026-11-12"].map((on) => ({
        on,
        kind: "done",
        amount: 1,
      })),
    });
    expect(weekdays.map(({ kept }) => kept)).toEqual([0, 2, 0, 1, 0, 0, 0]);
    expect(weekdays.every(({ due }) => due === null)).toBe(true);
  });
});

describe("an empty history", () => {
  it("has nothing to draw, and no share of nothing", () => {
    const { closed, weekdays, firstOn } = insightOf({ ...DAILY, today: "2026-11-02" });
    expect(closed).toEqual([]);
    expect(weekdays.every(({ kept, due }) => kept === 0 && due === 0)).toBe(true);
    expect(firstOn).toBe("2026-11-02");
  });
});

describe("the runs", () => {
  const run = (from: string, to: string, length: number) => ({ from, to, length });

  it("that are shown are the longest and the latest, the latest first", () => {
    const runs = [
      run("2026-01-01", "2026-01-09", 9),
      run("2026-02-01", "2026-02-02", 2),
      run("2026-03-01", "2026-03-05", 5),
      run("2026-04-01", "2026-04-01", 1),
    ];
    expect(notableRuns(runs, 3).map(({ length }) => length)).toEqual([1, 5, 9]);
    expect(notableRuns([], 3)).toEqual([]);
  });
});
