/** The routes under "Nudges" in docs/protocol.md. */
import * as v from "valibot";
import type { Result } from "../core/result";
import type { NudgeLog, PastNudge, PlannedNudge, SaidReaction, Subscription } from "../model/push";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

export interface Push {
  /** The server's public key, base64url: what a subscription is made for. */
  readonly key: string;
  readonly subscriptions: readonly Subscription[];
}

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const type = v.picklist(["habit", "promise", "preference"]);
const instant = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
  v.finite(),
);

const subscription = v.pipe(
  v.object({
    session: id,
    is_current: v.boolean(),
    endpoint: v.nullable(v.string()),
    has_arrived: v.boolean(),
    test: v.nullable(v.picklist(["waiting", "sent", "arrived", "retrying", "refused"])),
  }),
  v.transform(
    ({
      session,
      is_current: isCurrent,
      endpoint,
      has_arrived: hasArrived,
      test,
    }): Subscription => ({
      session,
      isCurrent,
      endpoint,
      hasArrived,
      test,
    }),
  ),
);
const push = v.object({ key: v.string(), subscriptions: v.array(subscription) });

const log = v.object({
  nudges: v.array(
    v.pipe(
      v.object({
        id,
        type,
        subject: id,
        reminder: id,
        on: v.string(),
        due_at: instant,
        state: v.picklist([
          "sent",
          "retrying",
          "not_needed",
          "quiet",
          "over_cap",
          "stale",
          "no_device",
        ]),
        reaction: v.nullable(v.picklist(["opened", "dismissed", "later", "keep", "done"])),
      }),
      v.transform(({ due_at: dueAtMs, ...nudge }): PastNudge => ({ ...nudge, dueAtMs })),
    ),
  ),
  unanswered: v.array(v.object({ type, subject: id, reminder: id, count: v.number() })),
  planned: v.array(
    v.pipe(
      v.object({ type, subject: id, reminder: id, due_at: instant }),
      v.transform(({ due_at: dueAtMs, ...planned }): PlannedNudge => ({ ...planned, dueAtMs })),
    ),
  ),
});

const again = v.object({ again_at: v.nullable(instant) });

export const getPush = (): Answer<Push> => request("GET", "/api/push", push);

/** `subscription` as the browser writes it. */
export const putPush = ({ endpoint, keys }: PushSubscriptionJSON): Answer<Subscription> =>
  request("PUT", "/api/push/current", subscription, {
    endpoint,
    keys: { p256dh: keys?.["p256dh"], auth: keys?.["auth"] },
  });

export const deletePush = (session: string): Answer<null> =>
  request("DELETE", `/api/push/${session}`, nothing);

export const sendTest = (session: string): Answer<Subscription> =>
  request("POST", `/api/push/${session}/test`, subscription, {});

/** The worker's word that a test has arrived. */
export const confirmArrival = (token: string): Answer<null> =>
  request("POST", "/api/push/arrived", nothing, { token });

export const getNudges = (): Answer<NudgeLog> => request("GET", "/api/nudges", log);

/** Gives when the nudge comes again, in milliseconds since 1970. */
export const postReaction = (
  nudge: string,
  kind: SaidReaction,
  secondsAgo: number,
): Answer<{ readonly again_at: number | null }> =>
  request("POST", `/api/nudges/${nudge}/reaction`, again, { kind, seconds_ago: secondsAgo });
