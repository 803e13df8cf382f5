import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dayStates } from "./day-states";
import type { History } from "./habits";
import {
  checkpointFromJson,
  checkpointToJson,
  historyFromJson,
  progressToJson,
  resultToJson,
} from "./history-json";
import { checkpoint, evaluate, occasionProgress } from "./streaks";

interface Case {
  readonly name: string;
  readonly history: unknown;
  readonly result: Readonly<Record<string, unknown>>;
  readonly progress?: Readonly<Record<string, unknown>> | null;
  readonly checkpoint?: {
    readonly before_on: string;
    readonly value: Readonly<Record<string, unknown>> | null;
  };
  /** How single days look to this app, the first of them at `from`. */
  readonly days?: { readonly from: string; readonly states: readonly string[] };
}

const contract = JSON.parse(
  readFileSync(new URL("../../../contract/cases/streaks.json", import.meta.url), "utf8"),
) as readonly Case[];

function historyOf(json: unknown): History {
  const read = historyFromJson(json);
  if (!read.ok) throw new Error(`${read.failure.where}: ${read.failure.why}`);
  return read.value;
}

/** The same values, where a fraction may stray by its rounding. */
const rounded = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isFraction = typeof value === "number" && !Number.isInteger(value);
      return [name, isFraction ? (expect.closeTo(value, 12) as unknown) : value];
    }),
  );

describe("the contract with the server", () => {
  it.each(contract)("$name", ({ history, result }) => {
    expect(resultToJson(evaluate(historyOf(history)))).toEqual(rounded(result));
  });

  it.each(contract.filter(({ progress }) => progress !== undefined))(
    "$name: progress of today",
    ({ history, progress }) => {
      const today = occasionProgress(historyOf(history));
      expect(today && progressToJson(today)).toEqual(progress);
    },
  );

  it.each(contract.flatMap((each) => (each.checkpoint ? [{ ...each, cut: each.checkpoint }] : [])))(
    "$name: checkpoint",
    ({ history, result, cut: { before_on, value } }) => {
      const whole = historyOf(history);
      const made = checkpoint(whole, before_on);
      expect(made && checkpointToJson(made)).toEqual(value && rounded(value));
      if (value === null) return;
      const start = checkpointFromJson(value);
      // These checkpoints lie within the days of the rates.
      const rates = { rate_30: null, rate_90: null };
      expect(start.ok && { ...resultToJson(evaluate(whole, start.value)), ...rates }).toEqual({
        ...rounded(result),
        ...rates,
      });
    },
  );

  it.each(contract.flatMap(({ name, history, days }) => (days ? [{ name, history, days }] : [])))(
    "$name: day by day",
    ({ history, days: { from, states } }) => {
      const days = dayStates(historyOf(history), from, "2027-12-31").slice(0, states.length);
      expect(days.map(({ state }) => state)).toEqual(states);
    },
  );
});
