/** Change a preference, and say what came of it. */
import type { Choice, Preferences } from "../../../model/preferences";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";

export function usePreference() {
  const { actions, state } = useKept();
  return async <Name extends Choice>(
    name: Name,
    value: Preferences[Name],
    saved: string,
  ): Promise<void> => {
    const result = await actions.setPreference(name, value);
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: saved }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
}
