/** What the server's owner does for the people there, and to their accounts. All of it needs the server. */
import { getSession } from "../../api/accounts";
import type { ApiFailure } from "../../api/http";
import {
  createResetLink,
  createSignUpLink,
  deletePerson,
  getPeople,
  patchDisabled,
  type HandedLink,
} from "../../api/people";
import { failed, success, type Result } from "../../core/result";
import type { AccountFailure } from "../account/failures";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";

export interface Quota {
  readonly usedBytes: number;
  readonly maxBytes: number;
  readonly usedThings: number;
  readonly maxThings: number;
}

export interface Person {
  readonly account: string;
  readonly username: string;
  /** The day of sign-up. */
  readonly createdOn: string;
  readonly isOwner: boolean;
  readonly isDisabled: boolean;
  readonly quota: Quota;
}

/** An address to hand to one person, and until when it works. */
export interface PersonalLink {
  readonly link: string;
  readonly expiresAtMs: number;
}

export type PeopleFailure =
  | AccountFailure
  /** Whoever is signed in here is not the server's owner. */
  | { readonly type: "not-owner" }
  /** The account is not there any more. */
  | { readonly type: "person-gone" };

type Answer<Value> = Promise<Result<Value, PeopleFailure>>;

export async function listPeople(context: ActionContext): Answer<readonly Person[]> {
  const answer = await asOwner(context, getPeople());
  if (!answer.ok) return answer;
  const { people, max_bytes: maxBytes, max_things: maxThings } = answer.value;
  return success(
    people.map((person) => ({
      account: person.account,
      username: person.username,
      createdOn: person.created_on,
      isOwner: person.is_owner,
      isDisabled: person.is_disabled,
      quota: { usedBytes: person.stored_bytes, maxBytes, usedThings: person.things, maxThings },
    })),
  );
}

export const makeSignUpLink = (context: ActionContext): Answer<PersonalLink> =>
  handOver(asOwner(context, createSignUpLink()));

export const makeResetLink = (context: ActionContext, account: string): Answer<PersonalLink> =>
  handOver(asOwner(context, createResetLink(account)));

export const setDisabled = (
  context: ActionContext,
  account: string,
  isDisabled: boolean,
): Answer<null> => asOwner(context, patchDisabled(account, isDisabled));

export const removePerson = (context: ActionContext, account: string): Answer<null> =>
  asOwner(context, deletePerson(account));

async function handOver(made: Answer<HandedLink>): Answer<PersonalLink> {
  const answer = await made;
  if (!answer.ok) return answer;
  const { link, expires_at: expiresAt } = answer.value;
  return success({ link, expiresAtMs: Date.parse(expiresAt) });
}

/** To all but its owner the server answers as if nothing were there: who is signed in, it says elsewhere. */
async function asOwner<Value>(
  context: ActionContext,
  asked: Promise<Result<Value, ApiFailure>>,
): Answer<Value> {
  const answer = await withSessionCheck(context, asked);
  if (answer.ok || !isNothingThere(answer.failure)) return answer;
  const session = await withSessionCheck(context, getSession());
  if (!session.ok) return session;
  return failed({ type: session.value.is_owner ? "person-gone" : "not-owner" });
}

const isNothingThere = (failure: ApiFailure): boolean =>
  failure.type === "refused" && failure.status === 404;
