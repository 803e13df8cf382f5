/** What travels in a sync (docs/protocol.md), and the check of every answer before anything of it is used. */
import * as v from "valibot";
import type { BodyOf } from "../api/wire";
import { isStamp } from "../core/clock";
import { recordId as id } from "../model/wire-forms";

export const PROTOCOL = 1;
/** The server takes 256 KiB; what is around the changes needs a little. */
export const MAX_CHANGES_BYTES = 240 * 1024;

/** A device's clock that differs by less is taken as right; the server takes stamps up to 120 s ahead. */
export const CLOCK_TOLERANCE_MS = 30_000;

/** The server refuses words under a data key that was replaced: they wait until they are encrypted again. */
export const OLD_KEY = "old_key";

const stamp = v.pipe(v.string(), v.check(isStamp));
const type = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/));

const wireRecord = v.object({
  type,
  id,
  fields: v.record(v.string(), v.strictTuple([v.any(), stamp])),
});
/** Facts carry their members beside type and id; other types may come from a newer app. */
const wireFact = v.pipe(
  v.looseObject({ type, id }),
  // A record with a broken register is no fact.
  v.check((thing) => !("fields" in thing)),
);
const wireThing = v.union([wireRecord, wireFact]);

const result = v.object({
  type: v.string(),
  id: v.string(),
  status: v.picklist(["applied", "unchanged", "clock_ahead", "rejected"]),
  code: v.optional(v.string()),
  record: v.optional(wireThing),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const syncAnswer = v.object({
  protocol: v.tuple([v.number(), v.number()]),
  account: v.string(),
  epoch: v.string(),
  /** The id of the account's data key. */
  key: v.string(),
  now: count,
  results: v.array(result),
  records: v.array(wireThing),
  cursor: count,
  head_token: v.optional(v.nullable(v.string()), null),
  more: v.boolean(),
  /** Read by itself (model/sharing.ts): one that this build cannot read must not stop the rest. */
  shared: v.optional(v.unknown()),
});

export type WireRecord = v.InferOutput<typeof wireRecord>;
export type WireFact = v.InferOutput<typeof wireFact>;
export type WireThing = WireRecord | WireFact;
export type SyncResult = v.InferOutput<typeof result>;
export type SyncAnswer = v.InferOutput<typeof syncAnswer>;

/** A sync always says how many records the answer may hold, and by which token the server sees what was read. */
export type SyncRequest = Omit<Required<BodyOf<"POST", "/api/sync">>, "changes"> & {
  readonly changes: WireThing[];
};

export const isWireRecord = (thing: WireThing): thing is WireRecord => "fields" in thing;
