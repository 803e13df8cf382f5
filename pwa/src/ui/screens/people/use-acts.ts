/** What is done to an account: after the password, one thing at a time, and said once it is done. */
import { useState } from "preact/hooks";
import type { ActionContext } from "../../../actions/context";
import type { PeopleFailure } from "../../../actions/people/people";
import type { Result } from "../../../core/result";
import { useApp } from "../../app";
import { useStepUp } from "../../components/step-up/step-up";
import { peopleFailureWords } from "../../words/people-failures";

type Work<Value> = (context: ActionContext) => Promise<Result<Value, PeopleFailure>>;

export function useActs() {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [isBusy, setIsBusy] = useState(false);
  /** Gives what came of it; null where it was not done, which has been said. */
  const act = async <Value>(work: Work<Value>): Promise<{ readonly value: Value } | null> => {
    if (isBusy) return null;
    setIsBusy(true);
    const result = await guard(() => work(context));
    setIsBusy(false);
    if (result?.ok === true) return { value: result.value };
    if (result !== null) {
      state.toasts.show({ kind: "fault", text: peopleFailureWords(result.failure) });
    }
    return null;
  };
  return { act, isBusy, sheet };
}
