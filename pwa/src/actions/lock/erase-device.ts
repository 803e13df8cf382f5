/** The PIN is forgotten, and there is no other way in: everything on this device goes, and the lock with it. */
import { deleteDB } from "idb";
import { success, type Result } from "../../core/result";
import { createChanges } from "../../db/changes";
import { databaseOf } from "../../db/device";
import type { StorageFailure } from "../../db/failures";
import { eraseEverything } from "../../db/portable";
import { withDatabase } from "../account/bring-in";
import { signOut } from "../account/sign-out";
import { eraseData } from "../carry-data";
import type { ActionContext } from "../context";

/** That of the device itself holds the lock, and goes last. */
const RECORDED = /^kept-(local|[0-9a-f]{32})$/;

/** The page must be reloaded afterwards. What the server has stays there. */
export async function eraseDevice(context: ActionContext): Promise<Result<null, StorageFailure>> {
  const owner = await context.device.account();
  for (const name of await namesOfOthers(databaseOf(owner))) {
    // Recorded without an account, or for an earlier one: without the lock it would lie open.
    const erased = await withDatabase(name, (database) =>
      eraseEverything(database, createChanges(name)),
    );
    if (!erased.ok) return erased;
    void deleteDB(name); /* no await: it is empty, and another tab may hold it */
  }
  const erased = owner === null ? await eraseData(context) : await signOut(context, "erase");
  return erased.ok ? success(null) : erased;
}

async function namesOfOthers(own: string): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases
    .map(({ name }) => name ?? "")
    .filter((name) => RECORDED.test(name) && name !== own);
}
