/** A new PIN, typed twice. */
import { useState } from "preact/hooks";
import type { LockFailure } from "../../../actions/lock/failures";
import { setPin } from "../../../actions/lock/set-pin";
import { t } from "../../../i18n";
import { MIN_DIGITS } from "../../../model/lock";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { PinField } from "../../components/pin-field/pin-field";
import { Sheet } from "../../components/sheet/sheet";
import { lockFailureWords } from "../../words/lock-failures";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
}

export function PinSheet({ title, onClose }: Props) {
  const { context, state } = useApp();
  const [pin, changePin] = useState("");
  const [again, setAgain] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<LockFailure | null>(null);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    const result = await setPin(context, pin, again);
    setIsBusy(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    state.toasts.show({ kind: "calm", text: t("lock.pin_set") });
    onClose();
  };
  const isSecond = failure?.type === "pins-differ";
  const words = failure === null ? null : lockFailureWords(failure);
  const hasAccount = state.account.current.value !== null;
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        class="stack"
        noValidate
        aria-busy={isBusy}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void send(); /* no await: it says itself how it ended */
        }}
      >
        <PinField
          label={t("lock.new_pin")}
          hint={t("lock.new_pin_hint", { least: MIN_DIGITS })}
          value={pin}
          problem={isSecond ? null : words}
          onInput={changePin}
        />
        <PinField
          label={t("lock.new_pin_again")}
          value={again}
          problem={isSecond ? words : null}
          onInput={setAgain}
        />
        <div class="honest">
          <Icon name="info" />
          <p>{t(hasAccount ? "lock.if_forgotten_account" : "lock.if_forgotten")}</p>
        </div>
        <button type="submit" class="button primary wide" aria-disabled={isBusy}>
          {isBusy ? t("lock.busy") : t("lock.set_pin")}
        </button>
      </form>
    </Sheet>
  );
}
