/** An account is made: its id, its keys and its recovery key come from this device. */
import {
  createAccount,
  getKdf,
  getSignUpMode,
  type Kdf,
  type SignUpMode,
} from "../../api/accounts";
import { mintRecordId } from "../../core/ids";
import { failed, success, type Result } from "../../core/result";
import { mintDataKey, wrapDataKey, type DataKey } from "../../crypto/data-key";
import type { Secret } from "../../crypto/derive";
import { deriveFromPassword } from "../../crypto/password";
import { deriveFromRecoveryKey, mintRecoveryKey } from "../../crypto/recovery-key";
import type { ActionContext } from "../context";
import type { Arrival } from "./arrival";
import { newPasswordProblem } from "./check-password";
import { cleanUsername, isInvitation, isUsername, type AccountFailure } from "./failures";
import { notifySignOut } from "./notify-sign-out";

export type { SignUpMode };

/** Minted once per form: sent again after a lost answer, it is the same sign-up and signs in. */
export interface NewKeys {
  readonly account: string;
  readonly dataKey: DataKey;
  readonly recoveryKey: Secret;
}

export interface SignUpForm {
  readonly username: string;
  readonly password: string;
  /** The token of an invitation or of the set-up; "" where none is needed. */
  readonly invite: string;
}

export const readSignUpMode = () => getSignUpMode();

export const mintNewKeys = (): NewKeys => ({
  account: mintRecordId(),
  dataKey: mintDataKey(),
  recoveryKey: mintRecoveryKey(),
});

export async function signUp(
  context: ActionContext,
  keys: NewKeys,
  form: SignUpForm,
): Promise<Result<Arrival, AccountFailure>> {
  const username = cleanUsername(form.username);
  if (!isUsername(username)) return failed({ type: "bad-username" });
  const problem = newPasswordProblem(form.password, username);
  if (problem !== null) return failed({ type: "weak-password", problem });
  if (form.invite !== "" && !isInvitation(form.invite)) return failed({ type: "bad-invite" });
  await notifySignOut(context);
  // The server's salt for this name: what it answers to everybody does not change when the account is made.
  const kdf = await getKdf(username);
  if (!kdf.ok) return kdf;
  const answer = await createAccount({
    account: keys.account,
    username,
    invite: form.invite === "" ? null : form.invite,
    ...(await wrapsAndSecrets(keys, form.password, kdf.value)),
  });
  return answer.ok ? success({ session: answer.value, dataKey: keys.dataKey }) : answer;
}

async function wrapsAndSecrets(
  { account, dataKey, recoveryKey }: NewKeys,
  password: string,
  kdf: Kdf,
) {
  const [byPassword, byRecovery] = await Promise.all([
    deriveFromPassword(password, kdf),
    deriveFromRecoveryKey(recoveryKey),
  ]);
  return {
    kdf,
    authSecret: byPassword.authSecret,
    wrap: await wrapDataKey(byPassword.wrappingKey, account, "password", dataKey),
    recoverySecret: byRecovery.recoverySecret,
    recoveryWrap: await wrapDataKey(byRecovery.wrappingKey, account, "recovery", dataKey),
  };
}
