import { askToStepUp, stepUpByPasskey, type ByPasskey } from "../../api/passkeys";
import { success, type Result } from "../../core/result";
import type { Secret } from "../../crypto/derive";
import type { AccountFailure } from "../account/failures";
import { withOwnSession, withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import { usePasskey } from "./browser";

/** A step-up, the passkey that it was done by, and the secret that this gave or null. */
export interface SteppedUp {
  readonly by: ByPasskey;
  readonly prf: Secret | null;
}

/** Show by one of the account's passkeys that it is the person. */
export async function stepUpWithPasskey(
  context: ActionContext,
): Promise<Result<SteppedUp, AccountFailure>> {
  const question = await withSessionCheck(context, askToStepUp());
  if (!question.ok) return question;
  const given = await usePasskey(question.value.options);
  if (!given.ok) return given;
  const { assertion, prf } = given.value;
  const by = await withOwnSession(context, stepUpByPasskey(question.value.challenge, assertion));
  return by.ok ? success({ by: by.value, prf }) : by;
}
