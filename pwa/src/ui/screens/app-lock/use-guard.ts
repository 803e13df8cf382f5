import type { ActionContext } from "../../../actions/context";
import type { LockFailure } from "../../../actions/lock/failures";
import type { Result } from "../../../core/result";
import { useApp } from "../../app";
import { lockFailureWords } from "../../words/lock-failures";

type Change = (context: ActionContext) => Promise<Result<unknown, LockFailure>>;

/** Changes the guard of this device; where that did not work, a toast says why. */
export function useGuard(): (change: Change) => Promise<boolean> {
  const { context, state } = useApp();
  return async (change) => {
    const result = await change(context);
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: lockFailureWords(result.failure) });
    }
    return result.ok;
  };
}
