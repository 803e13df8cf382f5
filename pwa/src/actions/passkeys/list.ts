/** The passkeys of the account: added, named, made to open the words, removed. */
import {
  askToAddPasskey,
  deletePasskey,
  getPasskeys,
  patchPasskeyName,
  postPasskey,
  putPasskeyWrap,
  type ListedPasskey,
} from "../../api/passkeys";
import { failed, success, type Result } from "../../core/result";
import { openForSealing } from "../../crypto/data-key";
import type { KeyRing } from "../../crypto/key-ring";
import { keyIdOf, type SealingKey } from "../../crypto/seal";
import { readKey } from "../../db/keys";
import { createKeyLoader } from "../../sync/load-key";
import { takeDataKey } from "../account/ceremony";
import type { AccountFailure } from "../account/failures";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import { createPasskey, forgetPasskey, readPrf, type Created } from "./browser";
import { wrapByPasskey } from "./data-key";
import { openPasskeyName, sealPasskeyName } from "./name";
import { stepUpWithPasskey } from "./step-up";

type Done = Result<null, AccountFailure>;

export interface NamedPasskey {
  readonly id: string;
  readonly credentialId: string;
  /** Null where it has none, or where the words are locked. */
  readonly name: string | null;
  readonly createdOn: string;
  readonly isSynced: boolean;
  /** Whether it opens what the person wrote, and does not only sign in. */
  readonly canOpen: boolean;
}

export async function listPasskeys(
  context: ActionContext,
): Promise<Result<readonly NamedPasskey[], AccountFailure>> {
  const answer = await withSessionCheck(context, getPasskeys());
  if (!answer.ok) return answer;
  const ring = await createKeyLoader(context.database)();
  const account = (await context.device.account())?.account ?? "";
  return success(
    await Promise.all(answer.value.passkeys.map((passkey) => openName(passkey, ring, account))),
  );
}

/** The names of all, encrypted again where they are under a key that was replaced. Only a kindness. */
export async function renewPasskeyNames(context: ActionContext): Promise<void> {
  const [key, listed] = [await sealingKey(context), await getPasskeys()];
  if (key === null || !listed.ok) return;
  const ring = await createKeyLoader(context.database)();
  const account = (await context.device.account())?.account ?? "";
  for (const { id, name: sealed } of listed.value.passkeys) {
    if (sealed === null || keyIdOf(sealed) === key.id) continue;
    const name = await openPasskeyName(ring, account, id, sealed);
    if (name !== null) await patchPasskeyName(id, await sealPasskeyName(key, account, id, name));
  }
}

/** Needs a step-up. Gives whether it opens the words. */
export async function addPasskey(
  context: ActionContext,
  name: string,
): Promise<Result<{ readonly canOpen: boolean }, AccountFailure>> {
  const dataKey = await takeDataKey(context);
  if (!dataKey.ok) return dataKey;
  const account = (await context.device.account())?.account ?? "";
  const question = await withSessionCheck(context, askToAddPasskey());
  if (!question.ok) return question;
  const created = await createPasskey(question.value.options);
  if (!created.ok) return created;
  const prf = await secretOf(created.value);
  const wrap = await wrapByPasskey(prf, account, dataKey.value);
  const { challenge } = question.value;
  const added = await withSessionCheck(
    context,
    postPasskey(challenge, created.value.credential, wrap),
  );
  if (!added.ok) return added;
  await renamePasskey(context, added.value.id, name);
  return success({ canOpen: wrap !== null });
}

/** Put away at the second touch, it stays a passkey that signs in. */
async function secretOf({ prf, mayGive, rawId }: Created) {
  if (prf !== null || !mayGive) return prf;
  const read = await readPrf(rawId);
  return read.ok ? read.value : null;
}

export async function renamePasskey(
  context: ActionContext,
  passkey: string,
  name: string,
): Promise<Done> {
  const key = await sealingKey(context);
  if (key === null) return failed({ type: "words-locked" });
  const account = (await context.device.account())?.account ?? "";
  const sealed = await sealPasskeyName(key, account, passkey, name);
  return withSessionCheck(context, patchPasskeyName(passkey, sealed));
}

/** Let the passkey that answers open the words from now on; fails where it gives no secret. */
export async function letPasskeyOpen(context: ActionContext): Promise<Done> {
  const dataKey = await takeDataKey(context);
  if (!dataKey.ok) return dataKey;
  const steppedUp = await stepUpWithPasskey(context);
  if (!steppedUp.ok) return steppedUp;
  const { by, prf } = steppedUp.value;
  const wrap = await wrapByPasskey(prf, by.account, dataKey.value);
  if (wrap === null) return failed({ type: "passkey-cannot-open" });
  return withSessionCheck(context, putPasskeyWrap(by.passkey, wrap));
}

/** Needs a step-up. */
export async function removePasskey(
  context: ActionContext,
  { id, credentialId }: NamedPasskey,
): Promise<Done> {
  const removed = await withSessionCheck(context, deletePasskey(id));
  if (removed.ok) await forgetPasskey(credentialId);
  return removed;
}

async function openName(
  listed: ListedPasskey,
  ring: KeyRing | null,
  account: string,
): Promise<NamedPasskey> {
  const { id, name: sealed } = listed;
  return {
    id,
    credentialId: listed.credential_id,
    name: await openPasskeyName(ring, account, id, sealed),
    createdOn: listed.created_on,
    isSynced: listed.is_synced,
    canOpen: listed.can_open,
  };
}

async function sealingKey({ database }: ActionContext): Promise<SealingKey | null> {
  const stored = await readKey(database);
  return stored.ok && stored.value !== null ? openForSealing(stored.value) : null;
}
