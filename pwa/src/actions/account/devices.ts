/** The devices that are signed in: named by their people, and sent away one by one or all at once. */
import {
  deleteOtherSessions,
  deleteSession,
  getDevices,
  putDeviceName,
  type SignedInDevice,
} from "../../api/accounts";
import { failed, success, type Result } from "../../core/result";
import { openForSealing } from "../../crypto/data-key";
import { seal, unseal, type Place, type SealingKey } from "../../crypto/seal";
import { readKey } from "../../db/keys";
import { cleanLine } from "../../model/text";
import type { ActionContext } from "../context";
import type { AccountFailure } from "./failures";
import { withSessionCheck } from "./session-lost";

export interface NamedDevice {
  readonly session: string;
  /** Null where it has none, or where the words are locked. */
  readonly name: string | null;
  readonly createdOn: string;
  readonly isCurrent: boolean;
}

export async function listDevices(
  context: ActionContext,
): Promise<Result<readonly NamedDevice[], AccountFailure>> {
  const answer = await withSessionCheck(context, getDevices());
  if (!answer.ok) return answer;
  const key = await sealingKey(context);
  const account = (await context.device.account())?.account ?? "";
  const named = answer.value.sessions.map((device) => openName(device, key, account));
  return success(await Promise.all(named));
}

async function openName(
  device: SignedInDevice,
  key: SealingKey | null,
  account: string,
): Promise<NamedDevice> {
  const { id, device_name: sealed, created_on: createdOn, is_current: isCurrent } = device;
  const opened =
    key === null || sealed === null ? null : await unseal(key, placeOf(account, id), sealed);
  const name = opened?.ok === true && typeof opened.value === "string" ? opened.value : null;
  return { session: id, name, createdOn, isCurrent };
}

/** The name is sealed for the session, so that the server cannot read it. */
export async function nameDevice(
  context: ActionContext,
  name: string,
): Promise<Result<null, AccountFailure>> {
  const key = await sealingKey(context);
  if (key === null) return failed({ type: "words-locked" });
  const owner = await context.device.account();
  if (owner === null) return failed({ type: "signed-out" });
  return withSessionCheck(context, putDeviceName(await sealDeviceName(key, owner, name)));
}

/** Sealed for the session that it names. */
export const sealDeviceName = (
  key: SealingKey,
  { account, session }: { readonly account: string; readonly session: string },
  name: string,
): Promise<string> => seal(key, placeOf(account, session), cleanLine(name));

export const revokeSession = (
  context: ActionContext,
  session: string,
): Promise<Result<null, AccountFailure>> => withSessionCheck(context, deleteSession(session));

export const revokeOtherSessions = (
  context: ActionContext,
): Promise<Result<null, AccountFailure>> => withSessionCheck(context, deleteOtherSessions());

async function sealingKey({ database }: ActionContext): Promise<SealingKey | null> {
  const stored = await readKey(database);
  return stored.ok && stored.value !== null ? openForSealing(stored.value) : null;
}

const placeOf = (account: string, session: string): Place => ({
  account,
  type: "session",
  id: session,
  field: "device_name",
});
