/**
 * "Encrypt everything again": the account gets another data key, and with it a new recovery key, since the old one cannot
 * wrap a key that it never saw. What was written before is encrypted again afterwards, in the background
 * (sync/encrypt-again.ts). The person has the recovery key before the server is asked for anything.
 */
import {
  getSession,
  postKey,
  stepUpSession,
  type Kdf,
  type NewKey,
  type Session,
} from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import {
  mintDataKey,
  openForCeremony,
  wrapDataKey,
  wrapForDevice,
  type DataKey,
} from "../../crypto/data-key";
import type { Secret } from "../../crypto/derive";
import { wrapRetired, type RetiredWrap } from "../../crypto/key-ring";
import { derivePasskeyKey } from "../../crypto/passkey-key";
import { deriveFromPassword } from "../../crypto/password";
import { deriveFromRecoveryKey, mintRecoveryKey } from "../../crypto/recovery-key";
import { addPending, dropPending, readHeldKeys } from "../../db/keys";
import { newPasswordProblem } from "../account/check-password";
import { renewDeviceName } from "../account/devices";
import { isWrongSecret, type AccountFailure } from "../account/failures";
import { withOwnSession } from "../account/session-lost";
import type { Confirmation } from "../account/step-up";
import type { ActionContext } from "../context";
import { renewPasskeyNames } from "../passkeys/list";
import { stepUpWithPasskey } from "../passkeys/step-up";
import { holdAccountKey } from "./hold-key";

export interface WantedKey {
  /** The present password, where there is one: it is to open the new key. Else a passkey. */
  readonly confirmation: Confirmation;
  /** Null where it stays. */
  readonly newPassword: string | null;
  /** Sign all other devices out; a new password does so in any case. */
  readonly endsOthers: boolean;
}

/** What opens the new key again, and shows that it is the person: made from what they gave, and never stored. */
interface Unlocker {
  /** Null where the person has shown it by a passkey. */
  readonly authSecret: string | null;
  /** Null where no password is to open the key. */
  readonly wrappingKey: CryptoKey | null;
  /** Null where no passkey is to open it: those that gave no secret now only sign in, until each is asked again. */
  readonly passkey: { readonly id: string; readonly wrappingKey: CryptoKey } | null;
}

/** Of who confirmed at the provider, which opens no key: the recovery key does, and this device. */
const NOTHING: Unlocker = { authSecret: null, wrappingKey: null, passkey: null };

/** All that was made for one change: sent again after a lost answer, it is the same change. */
export interface PreparedKey {
  readonly dataKey: DataKey;
  /** To be shown, and saved by the person, before the change is made. */
  readonly recoveryKey: Secret;
  readonly unlocker: Unlocker;
  readonly password: { readonly authSecret: string; readonly kdf: Kdf } | null;
  readonly endsOthers: boolean;
}

/** Check all that a person can put right, and make the keys; nothing has changed by then. */
export async function prepareKey(
  context: ActionContext,
  { confirmation, newPassword, endsOthers }: WantedKey,
): Promise<Result<PreparedKey, AccountFailure>> {
  const held = await readHeldKeys(context.database);
  if (!held.ok) return held;
  if (held.value.data === null || held.value.isOutdated) return failed({ type: "words-locked" });
  const username = (await context.device.account())?.username ?? "";
  const problem = newPassword === null ? null : newPasswordProblem(newPassword, username);
  if (problem !== null) return failed({ type: "weak-password", problem });
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  const { kdf } = session.value;
  const unlocker = await confirm(context, confirmation, kdf);
  if (!unlocker.ok) return unlocker;
  const next = newPassword === null ? null : await deriveFromPassword(newPassword, kdf);
  return success({
    dataKey: mintDataKey(),
    recoveryKey: mintRecoveryKey(),
    unlocker: next === null ? unlocker.value : { ...unlocker.value, wrappingKey: next.wrappingKey },
    password: next === null ? null : { authSecret: next.authSecret, kdf },
    endsOthers,
  });
}

/** Step up by what the person gave, and make from it what wraps the new key. */
async function confirm(
  context: ActionContext,
  confirmation: Confirmation,
  kdf: Kdf,
): Promise<Result<Unlocker, AccountFailure>> {
  if (confirmation.type === "passkey") return confirmByPasskey(context);
  if (confirmation.type === "recent") return success(NOTHING);
  const { authSecret, wrappingKey } = await deriveFromPassword(confirmation.password, kdf);
  const steppedUp = await stepUpBy(context, authSecret);
  return steppedUp.ok ? success({ authSecret, wrappingKey, passkey: null }) : steppedUp;
}

async function confirmByPasskey(context: ActionContext): Promise<Result<Unlocker, AccountFailure>> {
  const steppedUp = await stepUpWithPasskey(context);
  if (!steppedUp.ok) return steppedUp;
  const { by, prf } = steppedUp.value;
  const passkey =
    prf === null ? null : { id: by.passkey, wrappingKey: await derivePasskeyKey(prf, by.account) };
  return success({ authSecret: null, wrappingKey: null, passkey });
}

/**
 * Ask the server for it. Where no answer comes it may have been done: asked again it says so, and if the page is
 * closed instead, the next sync shows which key is the account's.
 */
export async function changeKey(
  context: ActionContext,
  prepared: PreparedKey,
): Promise<Result<null, AccountFailure>> {
  const { dataKey } = prepared;
  const session = await withOwnSession(context, getSession());
  if (!session.ok) return session;
  if (session.value.key === dataKey.id) return takeOver(context, session.value, dataKey);
  const retired = await retire(context, session.value, dataKey);
  if (!retired.ok) return retired;
  const noted = await addPending(context.database, await wrapForDevice(dataKey));
  if (!noted.ok) return noted;
  const body = await requestOf(session.value, prepared, retired.value);
  const changed = await postConfirmed(context, body, prepared.unlocker);
  if (changed.ok) return takeOver(context, changed.value, dataKey);
  if (changed.failure.type === "refused") await dropPending(context.database, dataKey.id);
  return changed;
}

/**
 * Saving the recovery key may have taken longer than a step-up counts. The password's secret is at hand; a passkey
 * is asked again only where that is needed.
 */
async function postConfirmed(
  context: ActionContext,
  body: NewKey,
  { authSecret }: Unlocker,
): Promise<Result<Session, AccountFailure>> {
  if (authSecret !== null) {
    const steppedUp = await stepUpBy(context, authSecret);
    return steppedUp.ok ? withOwnSession(context, postKey(body)) : steppedUp;
  }
  const first = await withOwnSession(context, postKey(body));
  if (first.ok || first.failure.type !== "step-up") return first;
  const again = await stepUpWithPasskey(context);
  return again.ok ? withOwnSession(context, postKey(body)) : again;
}

async function stepUpBy(
  context: ActionContext,
  authSecret: string,
): Promise<Result<Session, AccountFailure>> {
  const answer = await withOwnSession(context, stepUpSession(authSecret));
  if (answer.ok || !isWrongSecret(answer.failure)) return answer;
  return failed({ type: "wrong-password" });
}

/** The keys that this one replaces: the account's, and whatever else the server does not have any more. */
async function retire(
  { database }: ActionContext,
  { account, key, retired }: Session,
  dataKey: DataKey,
): Promise<Result<readonly RetiredWrap[], AccountFailure>> {
  const held = await readHeldKeys(database);
  if (!held.ok) return held;
  const { data } = held.value;
  const all = data === null ? [] : [...held.value.retired, data];
  // Another key is the account's, and it is not on this device.
  if (!all.some(({ id }) => id === key)) return failed({ type: "words-locked" });
  const known = new Set(retired.map((wrapped) => wrapped.key));
  const missing = all.filter(({ id }) => id === key || !known.has(id));
  return success(
    await Promise.all(
      missing.map(async (one) => wrapRetired(account, dataKey, await openForCeremony(one))),
    ),
  );
}

async function requestOf(
  { account, key }: Session,
  { dataKey, recoveryKey, unlocker, password, endsOthers }: PreparedKey,
  retired: readonly RetiredWrap[],
): Promise<NewKey> {
  const recovery = await deriveFromRecoveryKey(recoveryKey);
  const { wrappingKey, passkey } = unlocker;
  return {
    expectedKey: key,
    key: dataKey.id,
    passwordWrap: wrappingKey && (await wrapDataKey(wrappingKey, account, "password", dataKey)),
    passkeyWrap: passkey && {
      id: passkey.id,
      wrap: await wrapDataKey(passkey.wrappingKey, account, "passkey", dataKey),
    },
    recoverySecret: recovery.recoverySecret,
    recoveryWrap: await wrapDataKey(recovery.wrappingKey, account, "recovery", dataKey),
    retired,
    password,
    endsOthers,
  };
}

/** The account has the key: this device too from now on, and what is stored is encrypted again. */
async function takeOver(
  context: ActionContext,
  session: Session,
  dataKey: DataKey,
): Promise<Result<null, AccountFailure>> {
  const held = await holdAccountKey(context.database, session, dataKey);
  if (!held.ok) return held;
  void renewDeviceName(context); /* no await: only a kindness */
  void renewPasskeyNames(context); /* no await: only a kindness */
  void context.requestSync(); /* no await: it shows how it goes */
  return success(null);
}
