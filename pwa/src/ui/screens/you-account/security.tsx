/** The password and the recovery key: each is changed by showing the present password. */
import { useState } from "preact/hooks";
import { changePassword } from "../../../actions/account/change-password";
import type { RecoveryKeyBytes } from "../../../actions/account/recovery-text";
import { replaceRecoveryKey } from "../../../actions/account/replace-recovery-key";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountForm } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { Icon } from "../../components/icon/icon";
import { PasswordField } from "../../components/password-field/password-field";
import { RecoveryKeyCeremony } from "../../components/recovery-key/recovery-key";
import { Sheet } from "../../components/sheet/sheet";

type Opened = "password" | "recovery" | null;

export function Security() {
  const [opened, setOpened] = useState<Opened>(null);
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
        {row("password", t("account.change_password"))}
        {row("recovery", t("account.new_key"))}
      </div>
      {opened === "password" && <ChangePassword onClose={close} />}
      {opened === "recovery" && <NewRecoveryKey onClose={close} />}
    </section>
  );
}

interface SheetProps {
  readonly onClose: () => void;
}

function ChangePassword({ onClose }: SheetProps) {
  const { toasts } = useApp().state;
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const submission = useSubmit(["password", "current"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => changePassword(context, current, wanted));
    if (!result.ok) return;
    toasts.show({ kind: "calm", text: t("account.change_password_done") });
    onClose();
  };
  return (
    <Sheet title={t("account.change_password")} onClose={onClose}>
      <p class="quiet">{t("account.change_password_note")}</p>
      <AccountForm submission={submission} label={t("account.save")} onSubmit={() => void send()}>
        <PasswordField
          label={t("account.current_password_now")}
          value={current}
          problem={problemAt("current")}
          onInput={setCurrent}
        />
        <PasswordField
          label={t("account.new_password")}
          isNew
          value={wanted}
          problem={problemAt("password")}
          onInput={setWanted}
        />
      </AccountForm>
    </Sheet>
  );
}

function NewRecoveryKey({ onClose }: SheetProps) {
  const { account, toasts } = useApp().state;
  const [password, setPassword] = useState("");
  const [made, setMade] = useState<RecoveryKeyBytes | null>(null);
  const submission = useSubmit(["current"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => replaceRecoveryKey(context, password));
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
          <AccountForm
            submission={submission}
            label={t("account.new_key_submit")}
            onSubmit={() => void send()}
          >
            <PasswordField
              label={t("account.current_password")}
              value={password}
              problem={problemAt("current")}
              onInput={setPassword}
            />
          </AccountForm>
        </>
      ) : (
        <RecoveryKeyCeremony recoveryKey={made} username={username} onDone={finish} />
      )}
    </Sheet>
  );
}
