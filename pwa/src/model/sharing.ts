/**
 * What two people show each other, as it travels (docs/protocol.md, "Sharing"): small documents that the
 * server makes and the device only shows. Labels are still sealed here.
 */
import * as v from "valibot";
import type { components } from "../api/schema";
import type { Accepts } from "../api/wire";
import { FORMS } from "../contract/forms";
import { accountId, localDate, recordId } from "./wire-forms";

export const LEVELS = FORMS.level.one_of;
export type Level = (typeof LEVELS)[number];

/** The fixed warm gestures; nothing else can be sent. */
export const GESTURES = ["thank_you", "i_noticed", "well_done", "with_you", "smile"] as const;
export type Gesture = (typeof GESTURES)[number];

export const UNITS = ["day", "week", "month", "times"] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const person = v.object({
  account: accountId,
  username: v.string(),
});

const habitItem = v.object({
  share: recordId,
  kind: v.literal("habit"),
  level: v.picklist(LEVELS),
  label: v.string(),
  unit: v.picklist(UNITS),
  kept: count,
  /** Left out below `streak`; null: not shown any more. */
  current: v.optional(v.nullable(count)),
  best: v.optional(count),
  /** `live` only. */
  done_today: v.optional(v.boolean()),
});

const promiseItem = v.object({
  share: recordId,
  kind: v.literal("promise"),
  label: v.string(),
  /** Null: not shown. */
  due_on: v.nullable(localDate),
  kept: v.boolean(),
});

export const sharedItem = v.variant("kind", [habitItem, promiseItem]);

const togetherLink = v.object({
  together: recordId,
  label: v.string(),
  unit: v.picklist(["day", "week"]),
  count,
  state: v.picklist(["offered", "linked"]),
  is_mine: v.boolean(),
});

const appreciation = v.object({ id: v.string(), gesture: v.picklist(GESTURES), on: localDate });

/** What a newer server adds is passed over, so that an older app goes on showing the rest. */
const known = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((things) => things.filter((thing) => v.is(schema, thing))),
    // To the compiler it takes what this build knows, which is all that the document of its own server allows.
  ) as v.GenericSchema<v.InferInput<Schema>[], v.InferOutput<Schema>[]>;

const partnerView = v.object({
  pair: recordId,
  partner: person,
  state: v.picklist(["waiting", "open"]),
  items: known(sharedItem),
  together: known(togetherLink),
  appreciations: known(appreciation),
});

const sharedView = v.object({
  lives_for_seconds: count,
  accepted: v.array(v.object({ pair: recordId, partner: person })),
  partners: v.array(partnerView),
});

/** What I show, as GET /api/sharing answers. */
export const myShare = v.object({
  share: recordId,
  kind: v.picklist(["habit", "promise"]),
  subject: recordId,
  level: v.nullable(v.picklist(LEVELS)),
  is_paused: v.boolean(),
  started_on: localDate,
  renewed_on: localDate,
  lapses_on: localDate,
  item: v.nullable(sharedItem),
});

export const mySharing = v.object({
  invites: v.array(
    v.object({ pair: recordId, expires_at: v.string(), accepted_by: v.nullable(person) }),
  ),
  pairs: v.array(
    v.object({
      pair: recordId,
      partner: person,
      state: v.picklist(["waiting", "open"]),
      is_muted: v.boolean(),
      left_today: count,
      shares: v.array(myShare),
    }),
  ),
});

export type Person = v.InferOutput<typeof person>;
export type HabitItem = v.InferOutput<typeof habitItem>;
export type PromiseItem = v.InferOutput<typeof promiseItem>;
export type SharedItem = v.InferOutput<typeof sharedItem>;
export type TogetherLink = v.InferOutput<typeof togetherLink>;
export type Appreciation = v.InferOutput<typeof appreciation>;
export type PartnerView = v.InferOutput<typeof partnerView>;
export type SharedView = v.InferOutput<typeof sharedView>;
export type MyShare = v.InferOutput<typeof myShare>;
export type MySharing = v.InferOutput<typeof mySharing>;

/** The view in an answer; null when there is none, or one that this build cannot read. */
export function readSharedView(answered: unknown): SharedView | null {
  const schema: Accepts<typeof sharedView, components["schemas"]["Shared"]> = sharedView;
  const read = v.safeParse(schema, answered);
  return read.success ? read.output : null;
}
