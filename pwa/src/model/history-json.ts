/**
 * Histories, checkpoints and results as JSON, as server/habits/history_json.py lists and reads them:
 * what contract/cases/streaks.json, the `streaks` command and the first sync carry.
 */
import * as v from "valibot";
import { MAX_AMOUNT, MAX_INTERVAL_DAYS } from "../contract/limits";
import { parseLocalDate } from "../core/dates";
import { failed, success, type Result as ReadResult } from "../core/result";
import { MAX_TIMES, type History } from "./habits";
import type { Checkpoint, Progress, Result } from "./streaks";

export interface Invalid {
  readonly type: "invalid";
  /** The place in the value, such as `entries.3.on`. */
  readonly where: string;
  readonly why: string;
}

const isDate = (text: string): boolean => parseLocalDate(text) !== null;

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const count = whole(0, Number.MAX_SAFE_INTEGER);
const date = v.pipe(v.string(), v.check(isDate, "is not a date YYYY-MM-DD between 1900 and 2999"));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MAX_AMOUNT));
const kind = <Kind extends string>(name: Kind) => v.literal(name);

const rule = v.variant("kind", [
  v.strictObject({
    kind: kind("days"),
    weekdays: v.pipe(v.array(whole(1, 7)), v.minLength(1), v.maxLength(7)),
  }),
  v.strictObject({ kind: kind("interval"), days: whole(1, MAX_INTERVAL_DAYS) }),
  v.strictObject({ kind: kind("anytime") }),
  v.variant("per", [
    v.strictObject({
      kind: kind("times"),
      times: whole(1, MAX_TIMES.week),
      per: v.literal("week"),
    }),
    v.strictObject({
      kind: kind("times"),
      times: whole(1, MAX_TIMES.month),
      per: v.literal("month"),
    }),
  ]),
]);

const plan = v.strictObject({
  from: date,
  rule,
  target: v.optional(v.strictObject({ amount, unit: v.nullish(v.string()) }), { amount: 1 }),
  direction: v.optional(v.picklist(["at_least", "at_most"]), "at_least"),
});

const withdrawn = v.optional(v.boolean(), false);
const entry = v.variant("kind", [
  v.strictObject({ on: date, kind: kind("done"), amount, withdrawn }),
  v.strictObject({ on: date, kind: kind("rest"), amount: v.nullish(amount, 0), withdrawn }),
]);

const pause = v.strictObject({ from: date, to: v.nullish(date, null) });
const run = v.strictObject({ from: date, to: date, length: count });

const historySchema = v.pipe(
  v.strictObject({
    today: date,
    plans: v.array(plan),
    entries: v.optional(v.array(entry), []),
    pauses: v.optional(v.array(pause), []),
    week_starts_on: v.optional(whole(1, 7), 1),
    grace: v.optional(v.picklist(["gentle", "strict"]), "gentle"),
  }),
  v.transform(({ week_starts_on, ...fields }): History => ({
    ...fields,
    weekStartsOn: week_starts_on,
  })),
);

const checkpointSchema = v.pipe(
  v.strictObject({
    before: date,
    current: count,
    best: count,
    kept: count,
    covered: count,
    reserve: count,
    strength: v.pipe(amount, v.maxValue(1)),
    first_from: date,
    runs: v.array(run),
  }),
  v.transform(({ first_from, ...fields }): Checkpoint => ({ ...fields, firstFrom: first_from })),
);

export const historyFromJson = (value: unknown): ReadResult<History, Invalid> =>
  read(historySchema, value);

export const checkpointFromJson = (value: unknown): ReadResult<Checkpoint, Invalid> =>
  read(checkpointSchema, value);

export const checkpointToJson = ({ firstFrom, ...fields }: Checkpoint) => ({
  ...fields,
  first_from: firstFrom,
});

export const resultToJson = ({ stateToday, doneToday, rate30, rate90, ...fields }: Result) => ({
  ...fields,
  state_today: stateToday,
  done_today: doneToday,
  rate_30: rate30,
  rate_90: rate90,
});

export const progressToJson = ({ doneDays, isDue, ...fields }: Progress) => ({
  ...fields,
  done_days: doneDays,
  is_due: isDue,
});

function read<Value>(
  schema: v.GenericSchema<unknown, Value>,
  value: unknown,
): ReadResult<Value, Invalid> {
  const { success: isRead, output, issues } = v.safeParse(schema, value, { abortEarly: true });
  if (isRead) return success(output);
  const [issue] = issues;
  return failed({ type: "invalid", where: v.getDotPath(issue) ?? "value", why: issue.message });
}
