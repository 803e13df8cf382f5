/** A new recovery key; with it, if wished, everything is encrypted again. */
import { useState } from "preact/hooks";
import type { RecoveryKeyBytes } from "../../../actions/account/recovery-text";
import { replaceRecoveryKey } from "../../../actions/account/replace-recovery-key";
import type { Confirmation } from "../../../actions/account/step-up";
import { prepareKey, type PreparedKey } from "../../../actions/keys/change-key";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../account-form/use-submit";
import { ConfirmForm } from "../confirm-form/confirm-form";
import { RecoveryKeyCeremony } from "../recovery-key/recovery-key";
import { Sheet } from "../sheet/sheet";
import { AgainChoice, NewKeySteps } from "./new-key";

interface Props {
  readonly title: string;
  readonly text: string;
  /** What the switch stands on at first. */
  readonly isAgain: boolean;
  /** Where there is a way out that is no way back: its words. */
  readonly later?: string;
  readonly onClose: () => void;
}

/** `replaced`: the key is the account's already. `prepared`: it will be, with all else. */
type Made =
  | { readonly type: "replaced"; readonly key: RecoveryKeyBytes }
  | { readonly type: "prepared"; readonly prepared: PreparedKey };

export function NewRecoveryKeySheet({ title, onClose, ...rest }: Props) {
  const { account, toasts } = useApp().state;
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Sheet title={made === null ? title : t("account.key_title")} onClose={onClose}>
      {made === null && <Ask {...rest} onMade={setMade} onClose={onClose} />}
      {made?.type === "prepared" && <NewKeySteps prepared={made.prepared} onDone={onClose} />}
      {made?.type === "replaced" && (
        <RecoveryKeyCeremony
          recoveryKey={made.key}
          username={account.current.value?.username ?? ""}
          onDone={() => {
            toasts.show({ kind: "calm", text: t("account.new_key_done") });
            onClose();
          }}
        />
      )}
    </Sheet>
  );
}

interface AskProps extends Omit<Props, "title"> {
  readonly onMade: (made: Made) => void;
}

function Ask({ text, isAgain, later, onMade, onClose }: AskProps) {
  const [isChosen, setIsChosen] = useState(isAgain);
  const submission = useSubmit(["current"]);
  const { submit } = submission;
  const send = async (confirmation: Confirmation): Promise<void> => {
    if (isChosen) {
      const wanted = { confirmation, newPassword: null, endsOthers: false };
      const result = await submit((context) => prepareKey(context, wanted));
      if (result.ok) onMade({ type: "prepared", prepared: result.value });
      return;
    }
    const result = await submit((context) => replaceRecoveryKey(context, confirmation));
    if (result.ok) onMade({ type: "replaced", key: result.value });
  };
  return (
    <>
      <p class="quiet">{text}</p>
      <ConfirmForm
        submission={submission}
        label={t("account.new_key_submit")}
        asksForPassword={isChosen}
        onConfirm={(confirmation) => void send(confirmation)}
      >
        <AgainChoice isOn={isChosen} onChange={setIsChosen} />
      </ConfirmForm>
      {later !== undefined && (
        <button type="button" class="button wide" onClick={onClose}>
          {later}
        </button>
      )}
    </>
  );
}
