/** Signed in, but the key of the words is not here: the password or the recovery key opens it. */
import { getSession, putPassword, stepUpSession, type Session } from "../../api/accounts";
import { getPasskeys } from "../../api/passkeys";
import { failed, success, type Result } from "../../core/result";
import { unwrapDataKey, wrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromPassword } from "../../crypto/password";
import { deriveFromRecoveryKey, parseRecoveryKey } from "../../crypto/recovery-key";
import { readKey } from "../../db/keys";
import { createKeyLoader } from "../../sync/load-key";
import { openStoredWords } from "../../sync/open-stored";
import type { ActionContext } from "../context";
import { holdAccountKey } from "../keys/hold-key";
import { openByPasskey } from "../passkeys/data-key";
import { stepUpWithPasskey } from "../passkeys/step-up";
import { isWrongSecret, type AccountFailure } from "./failures";
import { openRecoveryWrap } from "./recover";
import { withOwnSession, withSessionCheck } from "./session-lost";

type UnlockResult = Result<null, AccountFailure>;

/** Whether the key of the words is missing on this device. */
export async function isLocked({ database }: ActionContext): Promise<boolean> {
  const stored = await readKey(database);
  return stored.ok && stored.value === null;
}

/** What may open the words here. */
export interface KeyHolders {
  /** After a reset, no password until the recovery key was given once; without a password, none. */
  readonly password: boolean;
  readonly passkey: boolean;
  /** There is a password that could open them again, once it has the key. */
  readonly hasPassword: boolean;
}

export async function readKeyHolders(
  context: ActionContext,
): Promise<Result<KeyHolders, AccountFailure>> {
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  const { wraps, ways_in: ways } = session.value;
  return success({
    password: wraps.password !== null,
    passkey: ways.passkeys > 0 && (await canPasskeyOpen(context)),
    hasPassword: ways.password,
  });
}

/** Many only sign in: to be asked for one of those would lead nowhere. */
async function canPasskeyOpen(context: ActionContext): Promise<boolean> {
  const listed = await withSessionCheck(context, getPasskeys());
  return listed.ok && listed.value.passkeys.some((passkey) => passkey.can_open);
}

/** By the secret of a passkey; one that gives none, or another than before, opens nothing. */
export async function unlockByPasskey(context: ActionContext): Promise<UnlockResult> {
  const steppedUp = await stepUpWithPasskey(context);
  if (!steppedUp.ok) return steppedUp;
  const { by, prf } = steppedUp.value;
  const dataKey = await openByPasskey(prf, by.account, by.wrap);
  return dataKey === null ? failed({ type: "passkey-cannot-open" }) : keepKey(context, by, dataKey);
}

export async function unlockByPassword(
  context: ActionContext,
  password: string,
): Promise<UnlockResult> {
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  const { account, kdf, wraps } = session.value;
  if (wraps.password === null) return failed({ type: "not-the-key" });
  const { wrappingKey } = await deriveFromPassword(password, kdf);
  const opened = await unwrapDataKey(wrappingKey, account, "password", wraps.password);
  return opened.ok
    ? keepKey(context, session.value, opened.value)
    : failed({ type: "wrong-password" });
}

/** With the password beside it, the words open by the password too from then on; "" leaves that. */
export async function unlockByRecoveryKey(
  context: ActionContext,
  typedKey: string,
  password: string,
): Promise<UnlockResult> {
  const key = parseRecoveryKey(typedKey);
  if (key === null) return failed({ type: "bad-recovery-key" });
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  const { wrappingKey } = await deriveFromRecoveryKey(key);
  const dataKey = await openRecoveryWrap(wrappingKey, session.value);
  if (!dataKey.ok) return dataKey;
  if (password !== "") {
    const wrapped = await wrapByPassword(context, session.value, dataKey.value, password);
    if (!wrapped.ok) return wrapped;
  }
  return keepKey(context, session.value, dataKey.value);
}

async function wrapByPassword(
  context: ActionContext,
  { account, kdf }: Session,
  dataKey: DataKey,
  password: string,
): Promise<UnlockResult> {
  const { authSecret, wrappingKey } = await deriveFromPassword(password, kdf);
  const steppedUp = await withOwnSession(context, stepUpSession(authSecret));
  if (!steppedUp.ok) {
    return isWrongSecret(steppedUp.failure) ? failed({ type: "wrong-password" }) : steppedUp;
  }
  const wrap = await wrapDataKey(wrappingKey, account, "password", dataKey);
  return withSessionCheck(context, putPassword({ authSecret, kdf, wrap }));
}

/** The key stays on this device, and what came sealed while it was away is opened. */
async function keepKey(
  context: ActionContext,
  session: Session,
  dataKey: DataKey,
): Promise<UnlockResult> {
  const { database, changes } = context;
  const stored = await holdAccountKey(database, session, dataKey);
  if (!stored.ok) return stored;
  const ring = await createKeyLoader(database)();
  return ring === null ? success(null) : openStoredWords(database, changes, session.account, ring);
}
