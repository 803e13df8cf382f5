/** The routes under "Sharing" in docs/protocol.md. */
import * as v from "valibot";
import { COMMAND_PATHS, type Command, type CommandType } from "../contract/commands";
import type { Result } from "../core/result";
import { mySharing, person, sharedItem, type MySharing, type SharedItem } from "../model/sharing";
import { request, type ApiFailure } from "./http";
import type { Accepts, AnswerOf, BodyOf } from "./wire";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

/** What the answers of those commands hold that are waited for; all others say only that they were done. */
export const ANSWERS = {
  invite: v.object({ pair: v.string(), expires_at: v.string() }),
  accept: v.object({ pair: v.string(), partner: person }),
  confirm: v.object({ pair: v.string(), partner: person }),
  choose: v.object({ item: v.nullable(sharedItem) }),
  appreciate: v.object({ left_today: v.number() }),
} as const;

export const done = v.looseObject({});

/** A command under an id of its own: sent again under the same one, it is done once. */
export type IssuedCommand = Command & { readonly id: string };

type PathTo<Type extends CommandType> = `/api/sharing/${(typeof COMMAND_PATHS)[Type]}`;

/** A schema that takes all that the document says a command is answered. */
export type AnswerSchema<Schema extends v.GenericSchema, Type extends CommandType> = Schema &
  Accepts<Schema, AnswerOf<"POST", PathTo<Type>>>;

export function postCommand<Asked extends IssuedCommand, Schema extends v.GenericSchema>(
  asked: Asked,
  schema: AnswerSchema<Schema, Asked["type"]>,
): Answer<v.InferOutput<Schema>>;
export function postCommand(
  { type, id, ...members }: IssuedCommand,
  schema: v.GenericSchema,
): Answer<unknown> {
  return request("POST", `/api/sharing/${COMMAND_PATHS[type]}`, schema, {
    body: { ...members, command: id },
  });
}

/** What `choose` with the same body would show, byte for byte. */
export const postPreview = (
  body: BodyOf<"POST", "/api/sharing/preview">,
): Answer<{ readonly item: SharedItem | null }> =>
  request("POST", "/api/sharing/preview", ANSWERS.choose, { body });

export const lookAtInvite = (token: string): Answer<{ readonly username: string }> =>
  request("POST", "/api/sharing/invites/look", v.object({ username: v.string() }), {
    body: { token },
  });

export const getSharing = (): Answer<MySharing> => request("GET", "/api/sharing", mySharing);

const blocks = v.object({ blocks: v.array(person) });

export const getBlocks = (): Answer<v.InferOutput<typeof blocks>> =>
  request("GET", "/api/sharing/blocks", blocks);
