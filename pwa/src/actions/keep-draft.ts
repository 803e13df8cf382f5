/** A moment or a form is interrupted and goes on later, on this device: what was typed so far is saved. */
import type { Result } from "../core/result";
import { deleteDraft, readFormDraft, writeDraft } from "../db/drafts";
import type { StorageFailure } from "../db/failures";
import type { Draft, FormDraft } from "../model/drafts";
import type { ActionContext } from "./context";

export const keepDraft = (
  { database }: ActionContext,
  draft: Draft | FormDraft,
): Promise<Result<string, StorageFailure>> => writeDraft(database, draft);

export const dropDraft = (
  { database }: ActionContext,
  moment: string,
): Promise<Result<void, StorageFailure>> => deleteDraft(database, moment);

/** What a form held when it was left; null where there is nothing to go on with. */
export async function findFormDraft(
  { database }: ActionContext,
  moment: FormDraft["moment"],
): Promise<unknown> {
  const result = await readFormDraft(database, moment);
  return result.ok ? (result.value?.form ?? null) : null;
}
