import { putPassword } from "../../api/accounts";
import { failed, type Result } from "../../core/result";
import type { ActionContext } from "../context";
import { takeDataKey } from "./ceremony";
import { newPasswordProblem } from "./check-password";
import type { AccountFailure } from "./failures";
import { newPassword } from "./new-password";
import { withSessionCheck } from "./session-lost";
import { stepUp, type Confirmation } from "./step-up";

/** All other devices are signed out by it. */
export async function changePassword(
  context: ActionContext,
  confirmation: Confirmation,
  wanted: string,
): Promise<Result<null, AccountFailure>> {
  const dataKey = await takeDataKey(context);
  if (!dataKey.ok) return dataKey;
  const username = (await context.device.account())?.username ?? "";
  const problem = newPasswordProblem(wanted, username);
  if (problem !== null) return failed({ type: "weak-password", problem });
  const session = await stepUp(context, confirmation);
  if (!session.ok) return session;
  const password = await newPassword(wanted, session.value, dataKey.value);
  return withSessionCheck(context, putPassword(password));
}
