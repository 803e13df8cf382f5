/** An account by one press: a passkey in place of a password. */
import {
  askToSignUp,
  createAccountByPasskey,
  getPasskeys,
  patchPasskeyName,
} from "../../api/passkeys";
import { failed, success, type Result } from "../../core/result";
import { openForSealing, wrapDataKey, wrapForDevice, type DataKey } from "../../crypto/data-key";
import { deriveFromRecoveryKey } from "../../crypto/recovery-key";
import type { Arrival } from "../account/arrival";
import { cleanUsername, isInvitation, isUsername, type AccountFailure } from "../account/failures";
import { notifySignOut } from "../account/notify-sign-out";
import type { NewKeys, SignUpForm } from "../account/sign-up";
import type { ActionContext } from "../context";
import { createPasskey, forgetPasskey, readPrf, type Created } from "./browser";
import { wrapByPasskey } from "./data-key";
import { sealPasskeyName } from "./name";

/** A passkey that was made for an account that does not stand yet; held by the screen, never stored. */
export interface Begun {
  readonly keys: NewKeys;
  readonly username: string;
  readonly invite: string | null;
  readonly challenge: string;
  readonly created: Created;
}

/** Ask whether the name is free and make the passkey. */
export async function beginSignUp(
  context: ActionContext,
  keys: NewKeys,
  form: Omit<SignUpForm, "password">,
): Promise<Result<Begun, AccountFailure>> {
  const username = cleanUsername(form.username);
  if (!isUsername(username)) return failed({ type: "bad-username" });
  if (form.invite !== "" && !isInvitation(form.invite)) return failed({ type: "bad-invite" });
  await notifySignOut(context);
  const invite = form.invite === "" ? null : form.invite;
  const question = await askToSignUp({ account: keys.account, username, invite });
  if (!question.ok) return question;
  const created = await createPasskey(question.value.options);
  if (!created.ok) return created;
  return success({
    keys,
    username,
    invite,
    challenge: question.value.challenge,
    created: created.value,
  });
}

/** Whether the passkey has to be asked once more, for the secret that opens the words. */
export const needsSecret = ({ created }: Begun): boolean => created.prf === null && created.mayGive;

/** Ask it; where it gives none after all, it only signs in. */
export async function readSecret(begun: Begun): Promise<Result<Begun, AccountFailure>> {
  const prf = await readPrf(begun.created.rawId);
  if (!prf.ok) return prf;
  return success({ ...begun, created: { ...begun.created, prf: prf.value, mayGive: false } });
}

/**
 * Make the account; sent again after a lost answer, it is the same one. `name`: what the passkey is called in
 * the account's list, until its person says otherwise.
 */
export async function finishSignUp(
  begun: Begun,
  name: string,
): Promise<Result<Arrival, AccountFailure>> {
  const { keys, username, invite, challenge, created } = begun;
  const { account, dataKey, recoveryKey } = keys;
  const byRecovery = await deriveFromRecoveryKey(recoveryKey);
  const answer = await createAccountByPasskey({
    account,
    username,
    invite,
    recovery_secret: byRecovery.recoverySecret,
    recovery_wrap: await wrapDataKey(byRecovery.wrappingKey, account, "recovery", dataKey),
    challenge,
    credential: created.credential,
    wrap: await wrapByPasskey(created.prf, account, dataKey),
  });
  if (answer.ok) {
    await nameFirst(answer.value.account, dataKey, name);
    return success({ session: answer.value, dataKey });
  }
  if (answer.failure.type === "refused") await forgetPasskey(created.credential.id);
  return answer;
}

/** Only a kindness: where it does not arrive, the passkey is listed without a name. */
async function nameFirst(account: string, dataKey: DataKey, name: string): Promise<void> {
  const listed = await getPasskeys();
  const first = listed.ok ? listed.value.passkeys[0] : undefined;
  if (first === undefined) return;
  const key = await openForSealing(await wrapForDevice(dataKey));
  await patchPasskeyName(first.id, await sealPasskeyName(key, account, first.id, name));
}
