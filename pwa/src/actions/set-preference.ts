import { PREFERENCES } from "../contract/things";
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import { PREFERENCES_ID, type PreferenceName, type Preferences } from "../model/preferences";
import { stampFields } from "../model/registers";
import type { ActionContext } from "./context";

/** Change one preference of the account; streaks that depend on it are counted again. */
export function setPreference<Name extends PreferenceName>(
  context: ActionContext,
  name: Name,
  value: Preferences[Name],
): Promise<Result<Change, CommitFailure>> {
  const fields = stampFields({ [PREFERENCES[name].field]: value }, context.stamps.issue());
  return context.commit({ edit: [{ type: "preference", id: PREFERENCES_ID, fields }] });
}
