/** Another device is signed out, or all others; and, if wished, everything is encrypted again. */
import { useState } from "preact/hooks";
import {
  revokeOtherSessions,
  revokeSession,
  type NamedDevice,
} from "../../../actions/account/devices";
import type { Confirmation } from "../../../actions/account/step-up";
import { prepareKey, type PreparedKey } from "../../../actions/keys/change-key";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountForm } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { AgainChoice, NewKeySteps } from "../../components/new-key/new-key";
import { Sheet } from "../../components/sheet/sheet";

interface Props {
  /** Null: all but this one. */
  readonly device: NamedDevice | null;
  readonly onClose: () => void;
}

export function SignOutDeviceSheet({ device, onClose }: Props) {
  const { account, toasts } = useApp().state;
  const [isAgain, setIsAgain] = useState(false);
  const [prepared, setPrepared] = useState<PreparedKey | null>(null);
  const submission = useSubmit(["current"]);
  const name = device?.name ?? t("account.device_unnamed");

  const signOut = async (): Promise<boolean> => {
    const result = await submission.submit((context) =>
      device === null ? revokeOtherSessions(context) : revokeSession(context, device.session),
    );
    const done = t(device === null ? "account.devices_out_done" : "account.device_out_done");
    if (result.ok) toasts.show({ kind: "calm", text: done });
    return result.ok;
  };
  const send = async (): Promise<void> => {
    if (await signOut()) onClose();
  };
  const sendAgain = async (confirmation: Confirmation): Promise<void> => {
    const wanted = { confirmation, newPassword: null, endsOthers: device === null };
    const result = await submission.submit((context) => prepareKey(context, wanted));
    // Signed out at once: saving the recovery key may take a while.
    if (result.ok && (await signOut())) setPrepared(result.value);
  };
  if (prepared !== null) {
    return (
      <Sheet title={t("account.key_title")} onClose={onClose}>
        <NewKeySteps prepared={prepared} onDone={onClose} />
      </Sheet>
    );
  }
  const title =
    device === null ? t("account.devices_out_others") : t("account.device_out_label", { name });
  const form = { submission, label: t("account.device_out"), isDestructive: true };
  const choice = !account.isLocked.value && <AgainChoice isOn={isAgain} onChange={setIsAgain} />;
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="quiet">{t("account.device_out_note")}</p>
      {isAgain ? (
        <ConfirmForm
          {...form}
          asksForPassword
          onConfirm={(confirmation) => void sendAgain(confirmation)}
        >
          {choice}
        </ConfirmForm>
      ) : (
        <AccountForm {...form} onSubmit={() => void send()}>
          {choice}
        </AccountForm>
      )}
    </Sheet>
  );
}
