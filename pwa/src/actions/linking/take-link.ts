/** On the new device: the link is claimed, and once its number was chosen on the other one, it comes in. */
import { claimLink, collectLink, type Claimed } from "../../api/links";
import { failed, success, type Result } from "../../core/result";
import { unwrapDataKey } from "../../crypto/data-key";
import {
  deriveLinkKey,
  deriveLinkToken,
  mintClaimSecret,
  parseLinkCode,
} from "../../crypto/device-link";
import type { Arrival } from "../account/arrival";
import type { AccountFailure } from "../account/failures";
import { notifySignOut } from "../account/notify-sign-out";
import type { ActionContext } from "../context";

export type { Claimed };

/** What this device has of a link; the same again after a reload is the same claim. */
export interface Claim {
  readonly code: string;
  readonly secret: string;
}

export const isLinkCode = (pasted: string): boolean => parseLinkCode(pasted) !== null;

export const mintClaim = (code: string): Claim => ({ code, secret: mintClaimSecret() });

/** Gives the number to show. Sent again after a lost answer, it is the same one. */
export async function takeLink(
  context: ActionContext,
  { code, secret }: Claim,
): Promise<Result<Claimed, AccountFailure>> {
  const linkSecret = parseLinkCode(code);
  if (linkSecret === null) return failed({ type: "bad-link" });
  await notifySignOut(context);
  return claimLink(await deriveLinkToken(linkSecret), secret);
}

/** Null until the number was chosen. Where the wrap does not open, the words stay locked, as at sign-in. */
export async function arriveByLink({
  code,
  secret,
}: Claim): Promise<Result<Arrival | null, AccountFailure>> {
  const linkSecret = parseLinkCode(code);
  if (linkSecret === null) return failed({ type: "bad-link" });
  const answer = await collectLink(await deriveLinkToken(linkSecret), secret);
  if (!answer.ok) return isNotYet(answer.failure) ? success(null) : answer;
  const { session, wrap } = answer.value;
  const wrappingKey = await deriveLinkKey(linkSecret);
  const dataKey = await unwrapDataKey(wrappingKey, session.account, "link", wrap);
  return success({ session, dataKey: dataKey.ok ? dataKey.value : null });
}

const isNotYet = (failure: AccountFailure): boolean =>
  failure.type === "refused" && failure.code === "not_yet";
