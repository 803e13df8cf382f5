import { askToSignIn, createSessionByPasskey } from "../../api/passkeys";
import { success, type Result } from "../../core/result";
import type { Arrival } from "../account/arrival";
import type { AccountFailure } from "../account/failures";
import { notifySignOut } from "../account/notify-sign-out";
import type { ActionContext } from "../context";
import { forgetPasskey, usePasskey, type Quietly } from "./browser";
import { openByPasskey } from "./data-key";

/** By whichever passkey the person chooses. Where it does not open the key of the words, they stay locked. */
export async function signInByPasskey(
  context: ActionContext,
  quietly?: Quietly,
): Promise<Result<Arrival, AccountFailure>> {
  const question = await askToSignIn();
  if (!question.ok) return question;
  const given = await usePasskey(question.value.options, quietly);
  if (!given.ok) return given;
  await notifySignOut(context);
  const { assertion, prf } = given.value;
  const answer = await createSessionByPasskey(question.value.challenge, assertion);
  if (!answer.ok) {
    if (isUnknown(answer.failure)) await forgetPasskey(assertion.id);
    return answer;
  }
  const session = answer.value;
  return success({ session, dataKey: await openByPasskey(prf, session.account, session.wrap) });
}

const isUnknown = (failure: AccountFailure): boolean =>
  failure.type === "refused" && failure.code === "passkey_unknown";
