/**
 * Whether notifications say what they are about: chosen on each device, and read from its own storage when one
 * is shown. Nothing that the server says or syncs can put a name on a lock screen.
 */
import { success, type Result } from "../../core/result";
import type { CommitFailure } from "../../db/commit";
import type { StorageFailure } from "../../db/failures";
import { readNames, writeNames } from "../../db/nudges";
import type { ActionContext } from "../context";
import { setPreference } from "../set-preference";

export const readNamesChoice = ({
  database,
}: Pick<ActionContext, "database">): Promise<Result<boolean, StorageFailure>> =>
  readNames(database);

export async function chooseNames(
  context: ActionContext,
  isNamed: boolean,
): Promise<Result<boolean, StorageFailure | CommitFailure>> {
  const written = await writeNames(context.database, isNamed);
  if (!written.ok) return written;
  if (!isNamed) return success(false); // another device may have chosen names
  // Asks for pushes that Safari lets the worker change; it decides nothing by itself.
  const asked = await setPreference(context, "nudgeNames", true);
  return asked.ok ? success(true) : asked;
}
