/** The end of every way in: the device becomes the account's, and what it held comes along or stays. */
import { putDeviceName, type Session } from "../../api/accounts";
import { success, type Result } from "../../core/result";
import {
  deriveImportSecret,
  openForSealing,
  wrapForDevice,
  type DataKey,
  type DeviceWrap,
} from "../../crypto/data-key";
import type { CommitFailure } from "../../db/commit";
import { accountDatabase, type DeviceAccount } from "../../db/device";
import { readHeldKeys } from "../../db/keys";
import type { Sealer } from "../../db/sealer";
import { keyedBy } from "../../importers/rekey";
import { createSealer } from "../../sync/sealer";
import type { ActionContext } from "../context";
import { holdAccountKey, type HoldFailure } from "../keys/hold-key";
import { copyIn, moveIn, originsOf, withDatabase, type BringIn } from "./bring-in";
import { sealDeviceName } from "./devices";

/** A session, and the key of the words where it could be opened; held by the screen, never stored. */
export interface Arrival {
  readonly session: Session;
  readonly dataKey: DataKey | null;
}

export interface Settling {
  /** What comes along; all else stays where it is. */
  readonly bringIn: BringIn;
  /** What this device is called among the others, until its person says otherwise. */
  readonly deviceName: string;
}

/**
 * Make this device the account's; the page must be reloaded afterwards. May be done again after a
 * failure: what was brought in already is merged with itself, and what lies outside of the account is
 * emptied only once its copy is on the disk. While the words are locked nothing is brought in, for
 * nothing could be sealed: it stays where it is.
 */
export async function settleIn(
  context: ActionContext,
  { session, dataKey }: Arrival,
  { bringIn, deviceName }: Settling,
): Promise<Result<null, CommitFailure | HoldFailure>> {
  if (dataKey === null) return context.device.change(pointerTo(session), false);
  const origins = await originsOf(context, session.account, bringIn);
  const held = await withDatabase(accountDatabase(session.account), async (database) => {
    const stored = await holdAccountKey(database, session, dataKey);
    return stored.ok ? readHeldKeys(database) : stored;
  });
  if (!held.ok) return held;
  // Another one than the server's where that has gone back to a key that was replaced.
  const wrap = held.value.data ?? (await wrapForDevice(dataKey));
  const own = {
    sealer: await sealerOf(session, wrap),
    ids: keyedBy(await deriveImportSecret(wrap)),
  };
  for (const origin of origins) {
    const copied = await copyIn(origin, session.account, own);
    if (!copied.ok) return copied;
  }
  const pointed = await context.device.change(pointerTo(session), false);
  if (!pointed.ok) return pointed;
  await nameSession(session, wrap, deviceName);
  for (const origin of origins) {
    const moved = await moveIn(origin, session.account, own);
    if (!moved.ok) return moved;
  }
  return success(null);
}

async function sealerOf({ account }: Session, wrap: DeviceWrap): Promise<Sealer> {
  const current = await openForSealing(wrap);
  const ring = { current, keys: new Map([[current.id, current]]) };
  return createSealer(account, () => Promise.resolve(ring));
}

/** Only a kindness: where it does not arrive, the device is listed without a name. */
async function nameSession(session: Session, wrap: DeviceWrap, name: string): Promise<void> {
  await putDeviceName(await sealDeviceName(await openForSealing(wrap), session, name));
}

export const pointerTo = ({
  account,
  username,
  session,
  is_owner: isOwner,
}: Session): DeviceAccount => ({
  name: "account",
  account,
  username,
  session,
  status: "signed-in",
  isOwner,
});
