import {
  checkStepUp,
  getSession,
  stepUpSession,
  type Session,
  type WaysIn,
} from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import { deriveFromPassword } from "../../crypto/password";
import type { ActionContext } from "../context";
import { stepUpWithPasskey } from "../passkeys/step-up";
import { isWrongSecret, type AccountFailure } from "./failures";
import { withOwnSession, withSessionCheck } from "./session-lost";

/** By what a person shows that it is them. */
export type Confirmation =
  | { readonly type: "password"; readonly password: string }
  | { readonly type: "passkey" }
  /** It was done a moment ago, at the provider; the server knows whether that still counts. */
  | { readonly type: "recent" };

/** Whether the server takes the person for confirmed. */
export const hasConfirmedLately = async (context: ActionContext): Promise<boolean> =>
  (await withSessionCheck(context, checkStepUp())).ok;

/** What there is to confirm with; it may have changed on another device, so the server is asked. */
export async function readWaysIn(context: ActionContext): Promise<Result<WaysIn, AccountFailure>> {
  const session = await withOwnSession(context, getSession());
  return session.ok ? success(session.value.ways_in) : session;
}

/** Show that it is the person and not somebody who found the device: for what cannot be taken back. */
export async function stepUp(
  context: ActionContext,
  confirmation: Confirmation,
): Promise<Result<Session, AccountFailure>> {
  if (confirmation.type === "password") return stepUpByPassword(context, confirmation.password);
  if (confirmation.type === "recent") return withOwnSession(context, getSession());
  const steppedUp = await stepUpWithPasskey(context);
  return steppedUp.ok ? success(steppedUp.value.by) : steppedUp;
}

async function stepUpByPassword(
  context: ActionContext,
  password: string,
): Promise<Result<Session, AccountFailure>> {
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  const { authSecret } = await deriveFromPassword(password, session.value.kdf);
  const answer = await withOwnSession(context, stepUpSession(authSecret));
  if (answer.ok || !isWrongSecret(answer.failure)) return answer;
  return failed({ type: "wrong-password" });
}
