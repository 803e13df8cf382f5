import { getSession, stepUpSession, type Session } from "../../api/accounts";
import { failed, type Result } from "../../core/result";
import { deriveFromPassword } from "../../crypto/password";
import type { ActionContext } from "../context";
import { isWrongSecret, type AccountFailure } from "./failures";
import { withSessionCheck } from "./session-lost";

/** Show that it is the person and not somebody who found the device: for what cannot be taken back. */
export async function stepUp(
  context: ActionContext,
  password: string,
): Promise<Result<Session, AccountFailure>> {
  const session = await withSessionCheck(context, getSession());
  if (!session.ok) return session;
  const { authSecret } = await deriveFromPassword(password, session.value.kdf);
  const answer = await withSessionCheck(context, stepUpSession(authSecret));
  if (answer.ok || !isWrongSecret(answer.failure)) return answer;
  return failed({ type: "wrong-password" });
}
