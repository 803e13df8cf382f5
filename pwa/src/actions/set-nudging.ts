import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import { NUDGING_FIELDS, type Nudging, type NudgingChoice } from "../model/nudging";
import { PREFERENCES_ID } from "../model/preferences";
import { stampFields, type Json } from "../model/registers";
import type { ActionContext } from "./context";

/** Choose how the account is nudged: quiet hours, how many, with names or without. */
export function setNudging<Name extends NudgingChoice>(
  context: ActionContext,
  name: Name,
  value: Nudging[Name],
): Promise<Result<Change, CommitFailure>> {
  const fields = stampFields({ [NUDGING_FIELDS[name]]: value as Json }, context.stamps.issue());
  return context.commit({ edit: [{ type: "preference", id: PREFERENCES_ID, fields }] });
}
