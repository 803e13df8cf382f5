import type { LockActions } from "../../../actions/lock";
import type { LockFailure } from "../../../actions/lock/failures";
import type { Result } from "../../../core/result";
import { useKept } from "../../kept";
import { lockFailureWords } from "../../words/lock-failures";

type Change = (actions: LockActions) => Promise<Result<unknown, LockFailure>>;

/** Changes the guard of this device; where that did not work, a toast says why. */
export function useGuard(): (change: Change) => Promise<boolean> {
  const { actions, state } = useKept();
  return async (change) => {
    const result = await change(await actions.lock());
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: lockFailureWords(result.failure) });
    }
    return result.ok;
  };
}
