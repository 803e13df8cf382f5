import { createSessionByRecovery, putPassword } from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import { unwrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromRecoveryKey, parseRecoveryKey } from "../../crypto/recovery-key";
import type { ActionContext } from "../context";
import type { Arrival } from "./arrival";
import { newPasswordProblem } from "./check-password";
import { cleanUsername, isUsername, isWrongSecret, type AccountFailure } from "./failures";
import { newPassword } from "./new-password";
import { notifySignOut } from "./notify-sign-out";

/** The password is forgotten: the recovery key signs in, opens the words and sets a new one. */
export async function recover(
  context: ActionContext,
  username: string,
  typedKey: string,
  password: string,
): Promise<Result<Arrival, AccountFailure>> {
  const name = cleanUsername(username);
  if (!isUsername(name)) return failed({ type: "bad-username" });
  const key = parseRecoveryKey(typedKey);
  if (key === null) return failed({ type: "bad-recovery-key" });
  const problem = newPasswordProblem(password, name);
  if (problem !== null) return failed({ type: "weak-password", problem });
  await notifySignOut(context);
  const keys = await deriveFromRecoveryKey(key);
  const answer = await createSessionByRecovery(name, keys.recoverySecret);
  if (!answer.ok) {
    return isWrongSecret(answer.failure) ? failed({ type: "wrong-recovery-key" }) : answer;
  }
  const session = answer.value;
  const dataKey = await openRecoveryWrap(keys.wrappingKey, session);
  if (!dataKey.ok) return dataKey;
  const set = await putPassword(await newPassword(password, session, dataKey.value));
  return set.ok ? success({ session, dataKey: dataKey.value }) : set;
}

/** Gives the data key, or says that this is not the key of these words. */
export async function openRecoveryWrap(
  wrappingKey: CryptoKey,
  { account, wraps }: Arrival["session"],
): Promise<Result<DataKey, AccountFailure>> {
  if (wraps.recovery === null) return failed({ type: "not-the-key" });
  const opened = await unwrapDataKey(wrappingKey, account, "recovery", wraps.recovery);
  return opened.ok ? opened : failed({ type: "not-the-key" });
}
