/** The routes under "Nudges" in docs/protocol.md. */
import * as v from "valibot";
import type { Result } from "../core/result";
import type { NudgeLog, PastNudge, PlannedNudge, SaidReaction, Subscription } from "../model/push";
import { localDate, recordId } from "../model/wire-forms";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

export interface Push {
  /** The server's public key, base64url: what a subscription is made for. */
  readonly key: string;
  readonly subscriptions: readonly Subscription[];
}

const type = v.picklist(["habit", "promise", "preference"]);
const instant = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
  v.finite(),
);

const subscription = v.pipe(
  v.object({
    session: recordId,
    is_current: v.boolean(),
    endpoint: v.nullable(v.string()),
    has_arrived: v.boolean(),
    test: v.picklist(["waiting", "sent", "arrived", "retrying", "refused"]),
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
        id: recordId,
        type,
        subject: recordId,
        reminder: recordId,
        on: localDate,
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
  unanswered: v.array(v.object({ type, subject: recordId, reminder: recordId, count: v.number() })),
  planned: v.array(
    v.pipe(
      v.object({ type, subject: recordId, reminder: recordId, due_at: instant }),
      v.transform(({ due_at: dueAtMs, ...planned }): PlannedNudge => ({ ...planned, dueAtMs })),
    ),
  ),
});

const again = v.object({ again_at: v.nullable(instant) });

export const getPush = (): Answer<Push> => request("GET", "/api/push", push);

/** `subscription` as the browser writes it. */
export const putPush = ({ endpoint = "", keys = {} }: PushSubscriptionJSON): Answer<Subscription> =>
  request("PUT", "/api/push/current", subscription, {
    body: { endpoint, keys: { p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" } },
  });

export const deletePush = (session: string): Answer<null> =>
  request("DELETE", "/api/push/{session_id}", nothing, { path: { session_id: session } });

export const sendTest = (session: string): Answer<Subscription> =>
  request("POST", "/api/push/{session_id}/test", subscription, { path: { session_id: session } });

/** The worker's word that a test has arrived. */
export const confirmArrival = (token: string): Answer<null> =>
  request("POST", "/api/push/arrived", nothing, { body: { token } });

export const getNudges = (): Answer<NudgeLog> => request("GET", "/api/nudges", log);

/** Gives when the nudge comes again, in milliseconds since 1970. */
export const postReaction = (
  nudge: string,
  kind: SaidReaction,
  secondsAgo: number,
): Answer<{ readonly again_at: number | null }> =>
  request("POST", "/api/nudges/{nudge_id}/reaction", again, {
    path: { nudge_id: nudge },
    body: { kind, seconds_ago: secondsAgo },
  });
