import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import {
  PREFERENCE_FIELDS,
  PREFERENCES_ID,
  type Choice,
  type Preferences,
} from "../model/preferences";
import { stampFields } from "../model/registers";
import type { ActionContext } from "./context";

/** Change one preference of the account; streaks that depend on it are counted again. */
export function setPreference<Name extends Choice>(
  context: ActionContext,
  name: Name,
  value: Preferences[Name],
): Promise<Result<Change, CommitFailure>> {
  const fields = stampFields({ [PREFERENCE_FIELDS[name]]: value }, context.stamps.issue());
  return context.commit({ edit: [{ type: "preference", id: PREFERENCES_ID, fields }] });
}
