import { createSessionByReset, putPassword, stepUpSession, type Session } from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import { openForCeremony, wrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromPassword, mintKdf, ROUNDS, type Kdf } from "../../crypto/password";
import { readKey } from "../../db/keys";
import type { ActionContext } from "../context";
import type { Arrival } from "./arrival";
import { newPasswordProblem } from "./check-password";
import { parseResetCode, type AccountFailure } from "./failures";
import { notifySignOut } from "./notify-sign-out";

/**
 * By a link of the host. It sets the password and cannot open the words: they stay locked, unless this
 * device has their key already.
 */
export async function resetPassword(
  context: ActionContext,
  code: string,
  password: string,
): Promise<Result<Arrival, AccountFailure>> {
  const link = parseResetCode(code);
  if (link === null) return failed({ type: "bad-link" });
  const problem = newPasswordProblem(password, "");
  if (problem !== null) return failed({ type: "weak-password", problem });
  await notifySignOut(context);
  const kdf = kdfOf(link.salt);
  const { authSecret, wrappingKey } = await deriveFromPassword(password, kdf);
  const answer = await createSessionByReset(link.token, authSecret, kdf);
  if (!answer.ok) return answer;
  const session = answer.value;
  const dataKey = await keyOnThisDevice(context, session);
  if (dataKey === null) return success({ session, dataKey });
  const wrap = await wrapDataKey(wrappingKey, session.account, "password", dataKey);
  // Signed in it is either way; without this wrap the other devices ask for the recovery key.
  const steppedUp = await stepUpSession(authSecret);
  if (steppedUp.ok) await putPassword({ authSecret, kdf, wrap });
  return success({ session: steppedUp.ok ? steppedUp.value : session, dataKey });
}

/** The salt that the account has; a link without it is from an older server. */
const kdfOf = (salt: Uint8Array<ArrayBuffer> | null): Kdf =>
  salt === null ? mintKdf() : { salt, rounds: ROUNDS };

async function keyOnThisDevice(
  { device, database }: ActionContext,
  { account }: Session,
): Promise<DataKey | null> {
  const owner = await device.account();
  if (owner?.account !== account) return null;
  const stored = await readKey(database);
  return stored.ok && stored.value !== null ? openForCeremony(stored.value) : null;
}
