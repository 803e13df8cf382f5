/**
 * The export file: everything a person recorded, as JSON that another copy of Kept can read.
 *
 * | field   | value                                                                |
 * |---------|----------------------------------------------------------------------|
 * | format  | "kept"                                                               |
 * | version | 1                                                                    |
 * | records | [{type, id, fields: {name: [value, stamp]}}], by type and id         |
 * | facts   | [{type, id, habit, on, kind, amount, note?, withdrawn?}], by id      |
 *
 * It carries no time of its own: equal contents give equal bytes.
 */
import * as v from "valibot";
import { isStamp } from "../core/clock";
import { parseLocalDate } from "../core/dates";
import { isFactId, isRecordId } from "../core/ids";
import { failed, success, type Result } from "../core/result";
import type { Fact } from "./facts";
import { ANSWER_LIMIT, isOnScale } from "./reflections";
import { canonicalJson, type Json, type StoredRecord } from "./registers";
import { isTime } from "./reminders";
import { NAME_LIMIT, NOTE_LIMIT } from "./text";

export const FILE_FORMAT = "kept";
export const FILE_VERSION = 1;

export interface PortableFile {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

export type FileProblem =
  | { readonly type: "not-json" }
  | { readonly type: "not-kept" }
  | { readonly type: "newer-version"; readonly version: number }
  /** `place` is a path such as `facts[12].on`. */
  | { readonly type: "broken"; readonly place: string };

const MOST_AMOUNT = 1_000_000_000;
/** A family emoji is eleven code units, so that the limits here are wide ones. */
const UNITS_PER_CHARACTER = 12;

const localDate = v.pipe(
  v.string(),
  v.check((text) => parseLocalDate(text) !== null),
);
const stamp = v.pipe(v.string(), v.check(isStamp));
const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit * UNITS_PER_CHARACTER));

const weekdays = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  v.minLength(1),
  v.maxLength(7),
);

const rule = v.variant("kind", [
  v.strictObject({ kind: v.literal("days"), weekdays }),
  v.strictObject({
    kind: v.literal("interval"),
    days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  }),
  v.strictObject({
    kind: v.literal("times"),
    times: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31)),
    per: v.picklist(["week", "month"]),
  }),
  v.strictObject({ kind: v.literal("anytime") }),
]);

const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MOST_AMOUNT));

const plan = v.strictObject({
  rule,
  target: v.strictObject({ amount }),
  direction: v.picklist(["at_least", "at_most"]),
});
const pause = v.strictObject({ from: localDate, to: v.nullable(localDate) });

const time = v.pipe(
  v.string(),
  v.check((text) => isTime(text)),
);
/** Of a habit or the check-in; of a promise, by minutes or days before it is due. */
const reminder = v.union([
  v.object({ time, weekdays }),
  v.object({ minutes_before: v.number() }),
  v.object({ days_before: v.number(), time }),
]);

const entry = v.strictObject({
  type: v.literal("entry"),
  id: v.pipe(v.string(), v.check(isFactId)),
  habit: v.pipe(v.string(), v.check(isRecordId)),
  on: localDate,
  kind: v.picklist(["done", "rest"]),
  amount,
  note: v.exactOptional(text(NOTE_LIMIT)),
  withdrawn: v.exactOptional(v.literal(true)),
});

const fields = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(64)), v.strictTuple([v.any(), stamp])),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [name, [value]] of Object.entries(dataset.value)) {
      if (!isFieldValue(name, value as Json)) addIssue({ message: name });
    }
  }),
);

/** Fields that this build computes with must make sense; any other is kept as it is. */
function isFieldValue(name: string, value: Json): boolean {
  if (value === null) return true;
  if (name === "name") return v.is(text(NAME_LIMIT), value);
  if (name === "position") return v.is(v.pipe(v.number(), v.finite()), value);
  if (name === "group") return v.is(v.pipe(v.string(), v.check(isRecordId)), value);
  if (name.startsWith("plan:")) return isPlanField(name, value);
  if (name.startsWith("pause:")) return v.is(pause, value);
  if (name.startsWith("reminder:")) return v.is(reminder, value);
  if (name === "on") return v.is(localDate, value);
  if (name === "mood") return isOnScale(value);
  if (name.startsWith("answer:")) return v.is(v.union([text(ANSWER_LIMIT), amount]), value);
  return true;
}

const isPlanField = (name: string, value: Json): boolean =>
  parseLocalDate(name.slice("plan:".length)) !== null && v.is(plan, value);

const record = v.strictObject({
  type: v.picklist(["habit", "group", "preference", "reflection"]),
  id: v.pipe(v.string(), v.check(isRecordId)),
  fields,
});

const file = v.object({ records: v.array(record), facts: v.array(entry) });

/** One thing a line, so that a person can read it and a tool can compare two of them. */
export function writePortableFile({ records, facts }: PortableFile): string {
  const lines = (things: readonly object[]): string =>
    things.map((thing) => `\n${canonicalJson(thing as Json)}`).join(",");
  return (
    `{"format":"${FILE_FORMAT}","version":${FILE_VERSION},` +
    `\n"records":[${lines(records)}],\n"facts":[${lines(facts)}]}\n`
  );
}

/** Check a whole file, parsed from JSON, before anything of it is used. */
export function checkPortableFile(parsed: unknown): Result<PortableFile, FileProblem> {
  if (!v.is(v.object({ format: v.literal(FILE_FORMAT), version: v.number() }), parsed)) {
    return failed({ type: "not-kept" });
  }
  if (parsed.version !== FILE_VERSION) {
    return failed({ type: "newer-version", version: parsed.version });
  }
  const checked = v.safeParse(file, parsed, { abortEarly: true });
  if (checked.success) return success(checked.output as PortableFile);
  return failed({ type: "broken", place: placeOf(checked.issues[0]) });
}

const placeOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .slice(1);
