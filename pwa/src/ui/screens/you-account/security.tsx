/** The password and the recovery key: each is changed by showing that it is the person. */
import { useState } from "preact/hooks";
import { changePassword } from "../../../actions/account/change-password";
import type { Confirmation } from "../../../actions/account/step-up";
import { prepareKey, type PreparedKey } from "../../../actions/keys/change-key";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { useWaysIn } from "../../components/confirm-form/use-ways-in";
import { Icon } from "../../components/icon/icon";
import { AgainChoice, NewKeySteps } from "../../components/new-key/new-key";
import { NewRecoveryKeySheet } from "../../components/new-key/new-recovery-key";
import { PasswordField } from "../../components/password-field/password-field";
import { Sheet } from "../../components/sheet/sheet";

type Opened = "password" | "recovery" | null;

export function Security() {
  const [opened, setOpened] = useState<Opened>(null);
  const [hasSet, setHasSet] = useState(false);
  const ways = useWaysIn();
  // Until the server has answered it is called what it mostly is.
  const hasPassword = hasSet || (ways?.password ?? true);
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
      {opened === "password" && (
        <ChangePassword
          hasPassword={hasPassword}
          onSaved={() => {
            close();
            setHasSet(true);
          }}
          onClose={close}
        />
      )}
      {opened === "recovery" && (
        <NewRecoveryKeySheet
          title={t("account.new_key")}
          text={t("account.new_key_note")}
          isAgain={false}
          onClose={close}
        />
      )}
    </section>
  );
}

interface SheetProps {
  readonly hasPassword: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function ChangePassword({ hasPassword, onSaved, onClose }: SheetProps) {
  const { toasts } = useApp().state;
  const [wanted, setWanted] = useState("");
  const [isAgain, setIsAgain] = useState(false);
  const [prepared, setPrepared] = useState<PreparedKey | null>(null);
  const submission = useSubmit(["password", "current"]);
  const prepare = async (confirmation: Confirmation): Promise<void> => {
    const both = { confirmation, newPassword: wanted, endsOthers: true };
    const result = await submission.submit((context) => prepareKey(context, both));
    if (result.ok) setPrepared(result.value);
  };
  const send = async (confirmation: Confirmation): Promise<void> => {
    if (isAgain) {
      await prepare(confirmation);
      return;
    }
    const result = await submission.submit((context) =>
      changePassword(context, confirmation, wanted),
    );
    if (!result.ok) return;
    const done = t(hasPassword ? "account.change_password_done" : "account.set_password_done");
    toasts.show({ kind: "calm", text: done });
    onSaved();
  };
  if (prepared !== null) {
    return (
      <Sheet title={t("account.key_title")} onClose={onClose}>
        <NewKeySteps prepared={prepared} onDone={onSaved} />
      </Sheet>
    );
  }
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
        <AgainChoice isOn={isAgain} onChange={setIsAgain} />
      </ConfirmForm>
    </Sheet>
  );
}
