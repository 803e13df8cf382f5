/** Entries are taken back; putting them back adds new ones with the same content. */
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { EntryFact } from "../model/facts";
import type { ActionContext } from "./context";

export const withdrawEntries = (
  context: ActionContext,
  entries: readonly EntryFact[],
): Promise<Result<Change, CommitFailure>> => context.commit({ withdraw: entries });

/** A withdrawn fact stays withdrawn everywhere, so that its return is a new fact. */
export const putBackEntries = (
  context: ActionContext,
  entries: readonly EntryFact[],
): Promise<Result<Change, CommitFailure>> =>
  context.commit({ add: entries.map((entry) => ({ ...entry, id: context.mintFactId() })) });
