/** What an export file must hold (portable-file.ts), checked before anything of it is used. */
import * as v from "valibot";
import { MAX_DAYS_BEFORE, MAX_MINUTES_BEFORE } from "../contract/limits";
import { EXPORTED_TYPES } from "../contract/things";
import { isStamp } from "../core/clock";
import { parseLocalDate } from "../core/dates";
import { failed, success, type Result } from "../core/result";
import { placeOf, reasonOf, type DamageReason } from "./damage-reasons";
import {
  amount,
  ENTRY_MEMBERS,
  localDate,
  localTime,
  PROMISE_EVENT_MEMBERS,
  recordId,
  timeZone,
} from "./fact-members";
import { isPlanValue } from "./habits";
import { isPause } from "./pauses";
import { FILE_FORMAT, FILE_VERSION, type PortableFile } from "./portable-file";
import { ANSWER_LIMIT, isOnScale } from "./reflections";
import type { Json } from "./registers";
import { MOST_UNITS_PER_CHARACTER, NAME_LIMIT, NOTE_LIMIT } from "./text";

export type FileProblem =
  | { readonly type: "not-json" }
  | { readonly type: "not-kept" }
  | { readonly type: "newer-version"; readonly version: number }
  /** `place` is a file and line, a table and row, or a path such as `facts[12].on`. */
  | { readonly type: "damaged"; readonly place: string; readonly reason: DamageReason };

const stamp = v.pipe(v.string(), v.check(isStamp));
const origin = v.pipe(v.string(), v.regex(/^[0-9a-f]{48}$/));
const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit * MOST_UNITS_PER_CHARACTER));

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const weekdays = v.pipe(v.array(whole(1, 7)), v.minLength(1), v.maxLength(7));

/** Of a habit or the check-in; of a promise, by minutes or days before it is due. */
const reminder = v.union([
  v.strictObject({ time: localTime, weekdays }),
  v.strictObject({ minutes_before: whole(0, MAX_MINUTES_BEFORE) }),
  v.strictObject({ days_before: whole(0, MAX_DAYS_BEFORE), time: localTime }),
]);

const WORDS_AND_WITHDRAWAL = {
  note: v.exactOptional(text(NOTE_LIMIT)),
  withdrawn: v.exactOptional(v.literal(true)),
};

const fact = v.variant("type", [
  v.strictObject({ ...ENTRY_MEMBERS, ...WORDS_AND_WITHDRAWAL }),
  v.strictObject({ ...PROMISE_EVENT_MEMBERS, ...WORDS_AND_WITHDRAWAL }),
]);

const fields = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(64)), v.strictTuple([v.any(), stamp])),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    for (const [key, value] of Object.entries(input)) {
      if (isFieldValue(key, value[0] as Json)) continue;
      const path = { type: "object", origin: "value", input, key, value } as const;
      addIssue({ message: "unknown-value", path: [path] });
    }
  }),
);

/** Fields that this build computes with must make sense; any other is kept as it is. */
function isFieldValue(name: string, value: Json): boolean {
  if (value === null) return true;
  if (name === "name") return v.is(text(NAME_LIMIT), value);
  if (name === "position") return v.is(v.pipe(v.number(), v.finite()), value);
  if (name === "origin") return v.is(origin, value);
  if (name === "group") return v.is(recordId, value);
  if (name === "due_on" || name === "step_from" || name.startsWith("offer:")) {
    return v.is(localDate, value);
  }
  if (name === "due_time") return v.is(localTime, value);
  if (name === "time_zone") return v.is(timeZone, value);
  if (name.startsWith("plan:")) return isPlanField(name, value);
  if (name.startsWith("pause:")) return isPause(value);
  if (name.startsWith("reminder:")) return v.is(reminder, value);
  if (name === "on") return v.is(localDate, value);
  if (name === "mood") return isOnScale(value);
  if (name.startsWith("answer:")) return v.is(v.union([text(ANSWER_LIMIT), amount]), value);
  return true;
}

const isPlanField = (name: string, value: Json): boolean =>
  parseLocalDate(name.slice("plan:".length)) !== null && isPlanValue(value);

const record = v.strictObject({
  type: v.picklist(EXPORTED_TYPES),
  id: recordId,
  fields,
});

const file = v.object({ records: v.array(record), facts: v.array(fact) });

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
  const [issue] = checked.issues;
  return failed({ type: "damaged", place: placeOf(issue), reason: reasonOf(issue) });
}
