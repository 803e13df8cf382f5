import { deleteAccount as requestDeletion } from "../../api/accounts";
import type { Result } from "../../core/result";
import type { ActionContext } from "../context";
import type { AccountFailure } from "./failures";
import { withSessionCheck } from "./session-lost";
import { eraseAccount } from "./sign-out";
import { stepUp, type Confirmation } from "./step-up";

/** Everything on the server, at once and for good; then everything of the account on this device. */
export async function deleteAccount(
  context: ActionContext,
  confirmation: Confirmation,
): Promise<Result<null, AccountFailure>> {
  const session = await stepUp(context, confirmation);
  if (!session.ok) return session;
  const deleted = await withSessionCheck(context, requestDeletion());
  return deleted.ok ? eraseAccount(context, false) : deleted;
}
