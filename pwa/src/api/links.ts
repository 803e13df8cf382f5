/** The routes under "Adding a device by a link" in docs/protocol.md. */
import * as v from "valibot";
import type { Result } from "../core/result";
import { recordId } from "../model/wire-forms";
import { sessionSchema, type Session } from "./accounts";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

const standing = v.object({
  link: recordId,
  state: v.picklist(["open", "claimed", "confirmed", "collected"]),
  seconds_left: v.number(),
  numbers: v.array(v.string()),
});
const claimed = v.object({ number: v.string(), seconds_left: v.number() });
const collected = v.object({ session: sessionSchema, wrap: v.string() });

/** How a link stands, for the device that made it. */
export type Standing = v.InferOutput<typeof standing>;
/** What the new device shows. */
export type Claimed = v.InferOutput<typeof claimed>;

export interface Collected {
  readonly session: Session;
  readonly wrap: string;
}

/** The polls come again by themselves, so none is waited for long. */
const POLL_SECONDS = 10;

export const createLink = (token: string): Answer<Standing> =>
  request("POST", "/api/links", standing, { body: { token } });

export const getLink = (link: string): Answer<Standing> =>
  request("GET", "/api/links/{link_id}", standing, {
    path: { link_id: link },
    timeoutSeconds: POLL_SECONDS,
  });

export const confirmLink = (link: string, number: string, wrap: string): Answer<null> =>
  request("POST", "/api/links/{link_id}/confirm", nothing, {
    path: { link_id: link },
    body: { number, wrap },
  });

export const deleteLink = (link: string): Answer<null> =>
  request("DELETE", "/api/links/{link_id}", nothing, {
    path: { link_id: link },
    outlivesPage: true,
  });

export const claimLink = (token: string, claimSecret: string): Answer<Claimed> =>
  request("POST", "/api/links/claim", claimed, { body: { token, claim_secret: claimSecret } });

export const collectLink = (token: string, claimSecret: string): Answer<Collected> =>
  request("POST", "/api/links/collect", collected, { body: { token, claim_secret: claimSecret } });
