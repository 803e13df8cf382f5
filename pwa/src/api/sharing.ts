/** The routes under "Sharing" in docs/protocol.md. */
import * as v from "valibot";
import { COMMAND_PATHS, type Command } from "../contract/commands";
import type { Result } from "../core/result";
import type { Json } from "../model/registers";
import { mySharing, sharedItem, type MySharing, type SharedItem } from "../model/sharing";
import { request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

type Body = Readonly<Record<string, Json>>;

const person = v.object({ account: v.string(), username: v.string() });

/** What the answers of those commands hold that are waited for; all others say only that they were done. */
export const ANSWERS = {
  invite: v.object({ pair: v.string(), expires_at: v.string() }),
  accept: v.object({ pair: v.string(), partner: person }),
  confirm: v.object({ pair: v.string(), partner: person }),
  choose: v.object({ item: v.nullable(sharedItem) }),
  renew: v.object({ lapses_on: v.string() }),
  appreciate: v.object({ left_today: v.number() }),
} as const;

export const done = v.looseObject({});

/** A command under an id of its own: sent again under the same one, it is done once. */
export type IssuedCommand = Command & { readonly id: string };

export const postCommand = <Value>(
  { type, id, ...members }: IssuedCommand,
  schema: v.GenericSchema<unknown, Value>,
): Answer<Value> =>
  request("POST", `/api/sharing/${COMMAND_PATHS[type]}`, schema, { ...members, command: id });

/** What `choose` with the same body would show, byte for byte. */
export const postPreview = (body: Body): Answer<{ readonly item: SharedItem | null }> =>
  request("POST", "/api/sharing/preview", ANSWERS.choose, body);

export const lookAtInvite = (token: string): Answer<{ readonly username: string }> =>
  request("POST", "/api/sharing/invites/look", v.object({ username: v.string() }), { token });

export const getSharing = (): Answer<MySharing> => request("GET", "/api/sharing", mySharing);

const blocks = v.object({ blocks: v.array(person) });

export const getBlocks = (): Answer<v.InferOutput<typeof blocks>> =>
  request("GET", "/api/sharing/blocks", blocks);
