/** Signs in by a passkey, without a name: by this button, or from what the browser offers in the name's field. */
import { useEffect, useRef } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { canAskQuietly, canUsePasskeys } from "../../../actions/passkeys/browser";
import { signInByPasskey } from "../../../actions/passkeys/sign-in";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { Icon } from "../../components/icon/icon";

interface Props {
  readonly onArrival: (arrival: Arrival) => void;
}

/** A question that is open for longer than the server remembers it is asked again. */
const ASK_AGAIN_MS = 4 * 60_000;

export function PasskeyButton({ onArrival }: Props) {
  const submission = useSubmit([]);
  const quiet = useQuietly(onArrival);
  const send = async (): Promise<void> => {
    // Browsers answer one question at a time.
    quiet.stop();
    const result = await submission.submit((context) => signInByPasskey(context));
    if (result.ok) onArrival(result.value);
  };
  if (!canUsePasskeys()) return null;
  return (
    <div class="stack">
      <button
        type="button"
        class="button wide"
        aria-disabled={submission.isBusy}
        onClick={() => {
          if (!submission.isBusy) void send(); /* no await: the state draws it */
        }}
      >
        <Icon name="key-round" />
        {t("passkey.sign_in")}
      </button>
      <p role="alert" class="field-problem form-problem">
        {submission.problemAt("form")}
      </p>
    </div>
  );
}

/** Conditional UI: it asks without a dialog, as long as the screen is there, and says nothing when it fails. */
function useQuietly(onArrival: (arrival: Arrival) => void): { readonly stop: () => void } {
  const { context } = useApp();
  const abort = useRef(new AbortController());
  useEffect(() => {
    const ask = async (): Promise<void> => {
      if (!(await canAskQuietly())) return;
      abort.current.abort();
      const own = new AbortController();
      abort.current = own;
      const result = await signInByPasskey(context, { signal: own.signal });
      if (result.ok && !own.signal.aborted) onArrival(result.value);
    };
    void ask(); /* no await: a person may take their time */
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      abort.current.abort();
    };
  }, [context]);
  return {
    stop: () => {
      abort.current.abort();
    },
  };
}
