import { createSession, getKdf, type Session } from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import { unwrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromPassword } from "../../crypto/password";
import type { ActionContext } from "../context";
import type { Arrival } from "./arrival";
import { cleanUsername, isUsername, type AccountFailure } from "./failures";
import { notifySignOut } from "./notify-sign-out";

/** By name and password. Where the password opens no wrap, the words stay locked. */
export async function signIn(
  context: ActionContext,
  username: string,
  password: string,
): Promise<Result<Arrival, AccountFailure>> {
  const name = cleanUsername(username);
  if (!isUsername(name)) return failed({ type: "bad-username" });
  await notifySignOut(context);
  const kdf = await getKdf(name);
  if (!kdf.ok) return kdf;
  const keys = await deriveFromPassword(password, kdf.value);
  const session = await createSession(name, keys.authSecret);
  if (!session.ok) return session;
  const dataKey = await openWrap(keys.wrappingKey, session.value);
  return success({ session: session.value, dataKey });
}

async function openWrap(
  wrappingKey: CryptoKey,
  { account, wraps }: Session,
): Promise<DataKey | null> {
  if (wraps.password === null) return null;
  const opened = await unwrapDataKey(wrappingKey, account, "password", wraps.password);
  return opened.ok ? opened.value : null;
}
