/** The routes under "People, for the owner" in docs/protocol.md. */
import * as v from "valibot";
import type { Result } from "../core/result";
import { accountId, localDate } from "../model/wire-forms";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

const peopleSchema = v.object({
  people: v.array(
    v.object({
      account: accountId,
      username: v.string(),
      created_on: localDate,
      is_owner: v.boolean(),
      is_disabled: v.boolean(),
      things: v.number(),
      stored_bytes: v.number(),
    }),
  ),
  max_things: v.number(),
  max_bytes: v.number(),
});

const linkSchema = v.object({ link: v.string(), expires_at: v.string() });

export type People = v.InferOutput<typeof peopleSchema>;
export type HandedLink = v.InferOutput<typeof linkSchema>;

export const getPeople = (): Answer<People> => request("GET", "/api/people", peopleSchema);

export const createSignUpLink = (): Answer<HandedLink> =>
  request("POST", "/api/people/invites", linkSchema);

export const createResetLink = (account: string): Answer<HandedLink> =>
  request("POST", "/api/people/{account_id}/reset-link", linkSchema, {
    path: { account_id: account },
  });

export const patchDisabled = (account: string, isDisabled: boolean): Answer<null> =>
  request("PATCH", "/api/people/{account_id}", nothing, {
    path: { account_id: account },
    body: { is_disabled: isDisabled },
  });

export const deletePerson = (account: string): Answer<null> =>
  request("DELETE", "/api/people/{account_id}", nothing, { path: { account_id: account } });
