/** Sending a form about the account: busy meanwhile, and what is wrong stands beside its field. */
import { useState } from "preact/hooks";
import type { AccountFailure } from "../../../actions/account/failures";
import type { ActionContext } from "../../../actions/context";
import type { Result } from "../../../core/result";
import { useApp } from "../../app";
import { accountProblem, type AccountField, type Problem } from "../../words/account-failures";

export interface Submission {
  readonly isBusy: boolean;
  /** What is wrong with this field, or null. */
  readonly problemAt: (field: AccountField) => string | null;
  /** Do the work; when it fails, the form says why. */
  readonly submit: <Value>(
    work: (context: ActionContext) => Promise<Result<Value, AccountFailure>>,
  ) => Promise<Result<Value, AccountFailure>>;
}

/** `fields`: those of the form; a problem of any other is said of the form as a whole. */
export function useSubmit(fields: readonly AccountField[]): Submission {
  const { context } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    isBusy,
    problemAt: (field) => (problem?.field === field ? problem.text : null),
    submit: async (work) => {
      setIsBusy(true);
      setProblem(null);
      const result = await work(context);
      setIsBusy(false);
      if (result.ok) return result;
      const { field, text } = accountProblem(result.failure);
      setProblem({ field: fields.includes(field) ? field : "form", text });
      // What is wrong may be above what is seen.
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
      });
      return result;
    },
  };
}
