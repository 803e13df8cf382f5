/** The password and the recovery key: each is changed by showing that it is the person. */
import { useState } from "preact/hooks";
import { changePassword } from "../../../actions/account/change-password";
import type { RecoveryKeyBytes } from "../../../actions/account/recovery-text";
import { replaceRecoveryKey } from "../../../actions/account/replace-recovery-key";
import type { Confirmation } from "../../../actions/account/step-up";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { useWaysIn } from "../../components/confirm-form/use-ways-in";
import { Icon } from "../../components/icon/icon";
import { PasswordField } from "../../components/password-field/password-field";
import { RecoveryKeyCeremony } from "../../components/recovery-key/recovery-key";
import { Sheet } from "../../components/sheet/sheet";

type Opened = "password" | "recovery" | null;

export function Security() {
  const [opened, setOpened] = useState<Opened>(null);
  // Until the server has answered it is called what it mostly is.
  const hasPassword = useWaysIn()?.password ?? true;
  const close = (): void => {
    setOpened(null);
  };
  const row = (which: Exclude<Opened, null>, label: string) => (
    <button
      type="button"
      class="action-row"
      onClick={() => {
        setOpened(which);
      }}
    >
      {label}
      <Icon name="chevron-right" flips />
    </button>
  );
  return (
    <section class="section" aria-labelledby="security">
      <h2 class="section-title" id="security">
        {t("account.security")}
      </h2>
      <div class="rows">
        {row("password", t(hasPassword ? "account.change_password" : "account.set_password"))}
        {row("recovery", t("account.new_key"))}
      </div>
      {opened === "password" && <ChangePassword hasPassword={hasPassword} onClose={close} />}
      {opened === "recovery" && <NewRecoveryKey onClose={close} />}
    </section>
  );
}

interface SheetProps {
  readonly onClose: () => void;
}

function ChangePassword({ hasPassword, onClose }: SheetProps & { readonly hasPassword: boolean }) {
  const { toasts } = useApp().state;
  const [wanted, setWanted] = useState("");
  const submission = useSubmit(["password", "current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    const result = await submission.submit((context) =>
      changePassword(context, confirmation, wanted),
    );
    if (!result.ok) return;
    toasts.show({ kind: "calm", text: t("account.change_password_done") });
    onClose();
  };
  return (
    <Sheet
      title={t(hasPassword ? "account.change_password" : "account.set_password")}
      onClose={onClose}
    >
      <p class="quiet">{t("account.change_password_note")}</p>
      <ConfirmForm
        submission={submission}
        label={t("account.save")}
        passwordLabel={t("account.current_password_now")}
        onConfirm={(confirmation) => void send(confirmation)}
      >
        <PasswordField
          label={t("account.new_password")}
          isNew
          value={wanted}
          problem={submission.problemAt("password")}
          onInput={setWanted}
        />
      </ConfirmForm>
    </Sheet>
  );
}

function NewRecoveryKey({ onClose }: SheetProps) {
  const { account, toasts } = useApp().state;
  const [made, setMade] = useState<RecoveryKeyBytes | null>(null);
  const submission = useSubmit(["current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    const result = await submission.submit((context) => replaceRecoveryKey(context, confirmation));
    if (result.ok) setMade(result.value);
  };
  const finish = (): void => {
    toasts.show({ kind: "calm", text: t("account.new_key_done") });
    onClose();
  };
  const username = account.current.value?.username ?? "";
  return (
    <Sheet title={t(made === null ? "account.new_key" : "account.key_title")} onClose={onClose}>
      {made === null ? (
        <>
          <p class="quiet">{t("account.new_key_note")}</p>
          <ConfirmForm
            submission={submission}
            label={t("account.new_key_submit")}
            onConfirm={(confirmation) => void send(confirmation)}
          />
        </>
      ) : (
        <RecoveryKeyCeremony recoveryKey={made} username={username} onDone={finish} />
      )}
    </Sheet>
  );
}
