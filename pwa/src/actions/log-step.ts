/** A tap: one step of a habit is done on a date. */
import type { LocalDate } from "../core/dates";
import type { Result } from "../core/result";
import type { CommitFailure } from "../db/commit";
import type { EntryFact } from "../model/facts";
import type { ActionContext } from "./context";

export interface NewEntry {
  readonly habit: string;
  readonly on: LocalDate;
  /** How much this step adds, in the habit's unit. */
  readonly amount: number;
  readonly note?: string;
}

/** The entry as it was written, once the disk has it. */
export async function logStep(
  context: ActionContext,
  step: NewEntry,
): Promise<Result<EntryFact, CommitFailure>> {
  const entry: EntryFact = { type: "entry", id: context.mintFactId(), kind: "done", ...step };
  const result = await context.commit({ add: [entry] });
  return result.ok ? { ok: true, value: entry } : result;
}
