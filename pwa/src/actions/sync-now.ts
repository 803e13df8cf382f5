/** Sync because a person asks for it, also what the server refused before. */
import type { Result } from "../core/result";
import type { StorageFailure } from "../db/failures";
import { releaseRefusals } from "../db/quarantine";
import type { ActionContext } from "./context";

export const syncNow = (context: ActionContext): Promise<void> => context.requestSync();

export async function retryRefused(context: ActionContext): Promise<Result<null, StorageFailure>> {
  const released = await releaseRefusals(context.database);
  if (released.ok) await context.requestSync();
  return released;
}
