import { getSession } from "../../api/accounts";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";

/**
 * Note whether the account is that of the server's owner, where this device does not know it yet: it signed
 * in before the server said so. Without an answer it asks another time.
 */
export async function learnOwnership(context: ActionContext): Promise<void> {
  const known = await context.device.account();
  if (known?.status !== "signed-in" || known.isOwner !== undefined) return;
  const session = await withSessionCheck(context, getSession());
  if (!session.ok || session.value.account !== known.account) return;
  await context.device.change({ ...known, isOwner: session.value.is_owner }, false);
}
