/** Change a preference, and say what came of it. */
import { setPreference } from "../../../actions/set-preference";
import type { PreferenceName, Preferences } from "../../../model/preferences";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";

export function usePreference() {
  const { context, state } = useApp();
  return async <Name extends PreferenceName>(
    name: Name,
    value: Preferences[Name],
    saved: string,
  ): Promise<void> => {
    const result = await setPreference(context, name, value);
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: saved }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
}
