/** An undo: entries are taken back; putting them back adds new ones with the same content. */
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

/**
 * What one more tap takes back: of a plain habit all that shows the day as done, of a counted one the
 * last step. A step that carries a note goes last: words are dearer than a number.
 */
export function entriesToUndo(
  entries: readonly EntryFact[],
  isCounted: boolean,
): readonly EntryFact[] {
  const steps = entries.filter((entry) => entry.kind === "done" && entry.amount > 0);
  if (!isCounted) return steps;
  const last = steps.findLast((entry) => entry.note === undefined) ?? steps.at(-1);
  return last === undefined ? [] : [last];
}
