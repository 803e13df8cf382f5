/** A moment is interrupted and goes on later, on this device: what was written so far is kept after each pause of the hand. */
import type { Result } from "../core/result";
import { deleteDraft, writeDraft } from "../db/drafts";
import type { StorageFailure } from "../db/failures";
import type { Draft } from "../model/drafts";
import type { ActionContext } from "./context";

export const keepDraft = (
  { database }: ActionContext,
  draft: Draft,
): Promise<Result<string, StorageFailure>> => writeDraft(database, draft);

export const dropDraft = (
  { database }: ActionContext,
  moment: string,
): Promise<Result<void, StorageFailure>> => deleteDraft(database, moment);
