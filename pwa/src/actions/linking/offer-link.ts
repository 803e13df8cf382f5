/** On the device that is signed in: a link is shown, and the number of the new device is chosen. */
import { confirmLink, createLink, deleteLink, getLink, type Standing } from "../../api/links";
import { failed, success, type Result } from "../../core/result";
import { wrapDataKey } from "../../crypto/data-key";
import type { Secret } from "../../crypto/derive";
import { deriveLinkKey, deriveLinkToken, linkCode, mintLinkSecret } from "../../crypto/device-link";
import { takeDataKey } from "../account/ceremony";
import type { AccountFailure } from "../account/failures";
import { withSessionCheck } from "../account/session-lost";
import { isLocked } from "../account/unlock-words";
import type { ActionContext } from "../context";

export type { Standing };

/** A link that this device has made; its secret is in the hands of the screen that shows it, and never stored. */
export interface DeviceLink {
  readonly id: string;
  readonly secret: Secret;
  readonly code: string;
}

export interface Offer {
  readonly link: DeviceLink;
  readonly standing: Standing;
}

/** Needs a step-up. While the words are locked here there is no key to hand on. */
export async function offerLink(context: ActionContext): Promise<Result<Offer, AccountFailure>> {
  if (await isLocked(context)) return failed({ type: "words-locked" });
  const secret = mintLinkSecret();
  const token = await deriveLinkToken(secret);
  const made = await withSessionCheck(context, createLink(token));
  if (!made.ok) return made;
  const link = { id: made.value.link, secret, code: linkCode(secret) };
  return success({ link, standing: made.value });
}

export const readLink = (
  context: ActionContext,
  { id }: DeviceLink,
): Promise<Result<Standing, AccountFailure>> => withSessionCheck(context, getLink(id));

/** Needs a step-up. The right number lets the new device have the key; a wrong one ends the link. */
export async function chooseNumber(
  context: ActionContext,
  { id, secret }: DeviceLink,
  number: string,
): Promise<Result<null, AccountFailure>> {
  const owner = await context.device.account();
  if (owner === null) return failed({ type: "signed-out" });
  const dataKey = await takeDataKey(context);
  if (!dataKey.ok) return dataKey;
  const wrap = await wrapDataKey(await deriveLinkKey(secret), owner.account, "link", dataKey.value);
  return withSessionCheck(context, confirmLink(id, number, wrap));
}

/** Where this does not arrive, the link ends by itself. */
export async function cancelLink(context: ActionContext, { id }: DeviceLink): Promise<void> {
  await withSessionCheck(context, deleteLink(id));
}
