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
import { unsealWith, type KeyRing } from "../../crypto/key-ring";
import { keyIdOf, seal, type Place, type SealingKey } from "../../crypto/seal";
import { readKey } from "../../db/keys";
import { cleanLine } from "../../model/text";
import { createKeyLoader } from "../../sync/load-key";
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
  const ring = await createKeyLoader(context.database)();
  const account = (await context.device.account())?.account ?? "";
  const named = answer.value.sessions.map((device) => openName(device, ring, account));
  return success(await Promise.all(named));
}

async function openName(
  device: SignedInDevice,
  ring: KeyRing | null,
  account: string,
): Promise<NamedDevice> {
  const { id, device_name: sealed, created_on: createdOn, is_current: isCurrent } = device;
  const opened =
    ring === null || sealed === null ? null : await unsealWith(ring, placeOf(account, id), sealed);
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

/** The name of this device, encrypted again where it is under a key that was replaced. Only a kindness. */
export async function renewDeviceName(context: ActionContext): Promise<void> {
  const [key, devices] = [await sealingKey(context), await getDevices()];
  const mine = devices.ok ? devices.value.sessions.find(({ is_current }) => is_current) : undefined;
  const sealed = mine?.device_name ?? null;
  if (key === null || mine === undefined || sealed === null || keyIdOf(sealed) === key.id) return;
  const account = (await context.device.account())?.account ?? "";
  const { name } = await openName(mine, await createKeyLoader(context.database)(), account);
  if (name === null) return;
  await putDeviceName(await sealDeviceName(key, { account, session: mine.id }, name));
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
