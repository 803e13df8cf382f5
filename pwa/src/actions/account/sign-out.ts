/** Leaving a device. It works offline: the device is done at once, and the server is told when it can be. */
import { deleteDB } from "idb";
import { success, type Result } from "../../core/result";
import { databaseOf } from "../../db/device";
import type { StorageFailure } from "../../db/failures";
import { eraseEverything } from "../../db/portable";
import type { ActionContext } from "../context";
import { notifySignOut } from "./notify-sign-out";

export type Leaving = "erase" | "keep";

/** A tab that does not let go of the database holds up its deletion, not the person. */
const DELETION_MS = 3_000;

const waitFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * How many things are on this device alone: not sent yet, refused by the server, or a sharing command that
 * waits. Null where that cannot be read.
 */
export async function countUnsent({ database }: ActionContext): Promise<number | null> {
  const result = await database.read(async (transaction) => {
    const unsent = await transaction.objectStore("outbox").getAllKeys();
    const refused = await transaction.objectStore("quarantine").getAllKeys();
    const commands = await transaction.objectStore("commands").count();
    return new Set([...unsent, ...refused].map((key) => key.join("/"))).size + commands;
  });
  return result.ok ? result.value : null;
}

/** The page must be reloaded afterwards. */
export async function signOut(
  context: ActionContext,
  leaving: Leaving,
): Promise<Result<null, StorageFailure>> {
  const left = leaving === "erase" ? await eraseAccount(context, true) : await keepAccount(context);
  if (left.ok) await notifySignOut(context);
  return left;
}

async function keepAccount({ device }: ActionContext): Promise<Result<null, StorageFailure>> {
  const account = await device.account();
  return account === null
    ? success(null)
    : device.change({ ...account, status: "signed-out" }, true);
}

/** Emptied before it is deleted: another tab may hold the database open for a while. The lock had this to guard. */
export async function eraseAccount(
  { device, database, changes, openGuards }: ActionContext,
  isSignOutPending: boolean,
): Promise<Result<null, StorageFailure>> {
  const account = await device.account();
  if (account === null) return success(null);
  const erased = await eraseEverything(database, changes);
  if (!erased.ok) return erased;
  const left = await device.change(null, isSignOutPending);
  if (!left.ok) return left;
  const unlocked = await (await openGuards()).remove();
  if (!unlocked.ok) return unlocked;
  await database.close();
  await Promise.race([deleteDB(databaseOf(account)), waitFor(DELETION_MS)]);
  return success(null);
}
