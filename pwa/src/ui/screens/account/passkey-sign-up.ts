/** The steps of a sign-up by passkey, each of which can fail and be tried again from where it stopped. */
import { useRef, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import type { AccountFailure } from "../../../actions/account/failures";
import type { NewKeys, SignUpForm } from "../../../actions/account/sign-up";
import type { ActionContext } from "../../../actions/context";
import { forgetPasskey } from "../../../actions/passkeys/browser";
import {
  beginSignUp,
  type Begun,
  finishSignUp,
  needsSecret,
  readSecret,
} from "../../../actions/passkeys/sign-up";
import { failed, success, type Result } from "../../../core/result";
import type { Submission } from "../../components/account-form/use-submit";
import { guessDeviceName } from "../../words/device-name";

type Form = Omit<SignUpForm, "password">;

interface Finished {
  readonly arrival: Arrival;
  /** Whether the passkey opens the words on another device too. */
  readonly opensElsewhere: boolean;
}

export function usePasskeySignUp(submission: Submission, onDone: (finished: Finished) => void) {
  const begun = useRef<Begun | null>(null);
  const [isHalfDone, setIsHalfDone] = useState(false);
  const keep = (step: Begun | null): void => {
    begun.current = step;
    setIsHalfDone(step !== null && needsSecret(step));
  };
  const send = async (keys: NewKeys, form: Form): Promise<void> => {
    const result = await submission.submit((context) => goOn(context, keys, form, begun, keep));
    if (result.ok) onDone(result.value);
  };
  return { send, isHalfDone };
}

async function goOn(
  context: ActionContext,
  keys: NewKeys,
  form: Form,
  begun: { readonly current: Begun | null },
  keep: (step: Begun | null) => void,
): Promise<Result<Finished, AccountFailure>> {
  if (begun.current !== null && !isFor(begun.current, form)) {
    await forgetPasskey(begun.current.created.credential.id);
    keep(null);
  }
  if (begun.current === null) {
    const first = await beginSignUp(context, keys, form);
    if (!first.ok) return first;
    keep(first.value);
  }
  if (begun.current !== null && needsSecret(begun.current)) {
    const second = await readSecret(begun.current);
    if (!second.ok) return second;
    keep(second.value);
  }
  return finish(begun.current, keep);
}

/** What the server has refused is begun again; what did not arrive is sent again as it is. */
async function finish(
  step: Begun | null,
  keep: (step: Begun | null) => void,
): Promise<Result<Finished, AccountFailure>> {
  if (step === null) return failed({ type: "passkey-cancelled" });
  const arrival = await finishSignUp(step, guessDeviceName(navigator.userAgent));
  if (arrival.ok) {
    return success({ arrival: arrival.value, opensElsewhere: step.created.prf !== null });
  }
  if (arrival.failure.type === "refused") keep(null);
  return arrival;
}

const isFor = ({ username, invite }: Begun, form: Form): boolean =>
  username === form.username.trim().toLowerCase() && (invite ?? "") === form.invite;
