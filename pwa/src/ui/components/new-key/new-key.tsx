/** "Encrypt everything again": the choice, and what follows from it wherever it is offered. */
import { changeKey, type PreparedKey } from "../../../actions/keys/change-key";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../account-form/use-submit";
import { RecoveryKeyCeremony } from "../recovery-key/recovery-key";
import { Switch } from "../switch/switch";

interface ChoiceProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function AgainChoice({ isOn, onChange }: ChoiceProps) {
  return (
    <Switch
      label={t("account.again")}
      hint={t("account.again_hint")}
      isOn={isOn}
      onChange={onChange}
    />
  );
}

interface StepsProps {
  readonly prepared: PreparedKey;
  /** The account has the new key. */
  readonly onDone: () => void;
}

/** The new recovery key is saved first, and then the key is changed: nobody is left without a way back. */
export function NewKeySteps({ prepared, onDone }: StepsProps) {
  const { account, toasts } = useApp().state;
  const { isBusy, problemAt, submit } = useSubmit([]);
  const send = async (): Promise<void> => {
    const result = await submit((context) => changeKey(context, prepared));
    if (!result.ok) return;
    account.isLocked.value = false;
    toasts.show({ kind: "calm", text: t("account.again_done") });
    onDone();
  };
  return (
    <div class="stack">
      <RecoveryKeyCeremony
        recoveryKey={prepared.recoveryKey}
        username={account.current.value?.username ?? ""}
        isBusy={isBusy}
        onDone={() => void send()}
      />
      <p role="alert" class="field-problem form-problem">
        {problemAt("form")}
      </p>
    </div>
  );
}
