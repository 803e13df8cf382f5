/** What each type of fact must hold, checked where facts come in from outside. */
import * as v from "valibot";
import { LOCAL_TIME, ZONE } from "../contract/forms";
import { MAX_AMOUNT } from "../contract/limits";
import { isStamp } from "../core/clock";
import { parseLocalDate } from "../core/dates";
import { isFactId, isRecordId } from "../core/ids";
import { PROMISE_EVENT_KINDS, type Fact } from "./facts";

export const localDate = v.pipe(
  v.string(),
  v.check((text) => parseLocalDate(text) !== null, "no-date"),
);
export const localTime = v.pipe(v.string(), v.regex(LOCAL_TIME));
export const timeZone = v.pipe(v.string(), v.regex(ZONE));
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MAX_AMOUNT));
export const recordId = v.pipe(v.string(), v.check(isRecordId));
const factId = v.pipe(v.string(), v.check(isFactId));

export const ENTRY_MEMBERS = {
  type: v.literal("entry"),
  id: factId,
  habit: recordId,
  on: localDate,
  kind: v.picklist(["done", "rest"]),
  amount,
};

export const PROMISE_EVENT_MEMBERS = {
  type: v.literal("promise_event"),
  id: factId,
  promise: recordId,
  on: localDate,
  kind: v.picklist(PROMISE_EVENT_KINDS),
  stamp: v.pipe(v.string(), v.check(isStamp)),
  to_on: v.exactOptional(localDate),
  to_time: v.exactOptional(v.nullable(localTime)),
  to_zone: v.exactOptional(v.nullable(timeZone)),
};

const members = v.variant("type", [v.object(ENTRY_MEMBERS), v.object(PROMISE_EVENT_MEMBERS)]);

/** The members of a fact apart from its words and its withdrawal, or null when it is none that we know. */
export function readFactMembers(value: unknown): Fact | null {
  const checked = v.safeParse(members, value, { abortEarly: true });
  return checked.success ? checked.output : null;
}
