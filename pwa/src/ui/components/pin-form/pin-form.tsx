/** Asks for the PIN, or for the device's own lock where it was chosen, and says when it was right. */
import { useState } from "preact/hooks";
import type { ActionContext } from "../../../actions/context";
import type { LockFailure } from "../../../actions/lock/failures";
import { tryPasskey } from "../../../actions/lock/passkey";
import { tryPin } from "../../../actions/lock/try-pin";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { lockFailureWords, waitWords } from "../../words/lock-failures";
import { PinField } from "../pin-field/pin-field";
import "./style.css";
import { useWait } from "./use-wait";

interface Props {
  /** What the button does. */
  readonly label: string;
  readonly onShown: () => void;
}

export function PinForm({ label, onShown }: Props) {
  const { lock } = useApp().state;
  const [pin, setPin] = useState("");
  const { isBusy, problem, waitMs, tryWith } = useTry(onShown);
  const send = async (): Promise<void> => {
    await tryWith((context) => tryPin(context, pin));
    setPin("");
  };
  const isHeld = isBusy || waitMs > 0;
  return (
    <form
      class="stack pin-form"
      noValidate
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isHeld && pin !== "") void send(); /* no await: it says itself how it ended */
      }}
    >
      <PinField label={t("lock.pin")} value={pin} onInput={setPin} />
      <p role="alert" class="field-problem form-problem">
        {problem}
      </p>
      {waitMs > 0 && <p class="quiet">{waitWords(waitMs)}</p>}
      <button type="submit" class="button primary wide" aria-disabled={isHeld}>
        {isBusy ? t("lock.busy") : label}
      </button>
      {lock.guard.value?.lock?.passkey != null && (
        <button type="button" class="button wide" onClick={() => void tryWith(tryPasskey)}>
          {t("lock.use_passkey")}
        </button>
      )}
    </form>
  );
}

type Try = (context: ActionContext) => Promise<Result<null, LockFailure>>;

function useTry(onShown: () => void) {
  const { context } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const { waitMs, wait } = useWait();
  const tryWith = async (run: Try): Promise<void> => {
    setIsBusy(true);
    setProblem("");
    const result = await run(context);
    setIsBusy(false);
    if (result.ok) {
      onShown();
      return;
    }
    setProblem(lockFailureWords(result.failure));
    if (result.failure.type === "wait" || result.failure.type === "wrong-pin") {
      wait(result.failure.waitMs);
    }
  };
  return { isBusy, problem, waitMs, tryWith };
}
