/** What this person calls the other; it is sealed like all words, and the other never sees it. */
import { MAX_NAME_CHARACTERS } from "../../contract/limits";
import { failed, success, type Result } from "../../core/result";
import type { CommitFailure } from "../../db/commit";
import { cleanLine, textProblem } from "../../model/text";
import type { ActionContext } from "../context";
import type { DraftFailure } from "../save-habit";
import { editPair, publishShared } from "./pairs";

export async function renamePartner(
  context: ActionContext,
  pair: string,
  name: string,
): Promise<Result<null, CommitFailure | DraftFailure>> {
  const label = cleanLine(name);
  const problem = textProblem(label, MAX_NAME_CHARACTERS, true);
  if (problem !== null) return failed({ type: "invalid-text", field: "name", problem });
  const renamed = await context.commit({ edit: [editPair(context, pair, { label })] });
  if (!renamed.ok) return renamed;
  publishShared(context);
  return success(null);
}
