/** Opens the words on a device that is signed in without their key. */
import { useEffect, useState } from "preact/hooks";
import {
  readKeyHolders,
  unlockByPassword,
  unlockByRecoveryKey,
} from "../../../actions/account/unlock-words";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountForm, RecoveryKeyField } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { PasswordField } from "../../components/password-field/password-field";
import { Segmented } from "../../components/segmented/segmented";
import { Sheet } from "../../components/sheet/sheet";

type Opener = "password" | "recovery";

export function UnlockSheet({ onClose }: { readonly onClose: () => void }) {
  const hasPasswordWrap = usePasswordWrap();
  return (
    <Sheet title={t("account.unlock_title")} onClose={onClose}>
      {hasPasswordWrap === null ? (
        <p class="quiet">{t("account.busy")}</p>
      ) : (
        <>
          <p>{t(hasPasswordWrap ? "account.unlock_text" : "account.unlock_after_reset")}</p>
          <UnlockForm hasPasswordWrap={hasPasswordWrap} onClose={onClose} />
        </>
      )}
    </Sheet>
  );
}

/** Whether the password can open the words; after a reset it cannot. Null until that is known. */
function usePasswordWrap(): boolean | null {
  const { context } = useApp();
  const [hasWrap, setHasWrap] = useState<boolean | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const holders = await readKeyHolders(context);
      setHasWrap(holders.ok ? holders.value.password : true);
    };
    void read(); /* no await: without an answer the form itself says what is wrong */
  }, [context]);
  return hasWrap;
}

interface FormProps {
  readonly hasPasswordWrap: boolean;
  readonly onClose: () => void;
}

function UnlockForm({ hasPasswordWrap, onClose }: FormProps) {
  const { state } = useApp();
  const [chosen, setOpener] = useState<Opener>("password");
  const [password, setPassword] = useState("");
  const [recoveryKey, setRecoveryKey] = useState("");
  const submission = useSubmit(["current", "recovery"]);
  const { problemAt, submit } = submission;
  const byPassword = hasPasswordWrap && chosen === "password";
  const send = async (): Promise<void> => {
    const result = await submit((context) =>
      byPassword
        ? unlockByPassword(context, password)
        : unlockByRecoveryKey(context, recoveryKey, hasPasswordWrap ? "" : password),
    );
    if (!result.ok) return;
    state.account.isLocked.value = false;
    // The sheet has an address of its own, so that closing it leads to another screen.
    state.toasts.show({ kind: "calm", text: t("account.unlocked"), isForNextScreen: true });
    onClose();
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.unlock_submit")}
      onSubmit={() => void send()}
    >
      {hasPasswordWrap && (
        <Segmented<Opener>
          legend={t("account.unlock_with")}
          options={[
            { value: "password", label: t("account.password") },
            { value: "recovery", label: t("account.recovery_key") },
          ]}
          value={chosen}
          onChange={setOpener}
        />
      )}
      {!byPassword && (
        <RecoveryKeyField
          value={recoveryKey}
          problem={problemAt("recovery")}
          onInput={setRecoveryKey}
        />
      )}
      {(byPassword || !hasPasswordWrap) && (
        <PasswordField
          label={t("account.current_password")}
          value={password}
          problem={problemAt("current")}
          onInput={setPassword}
        />
      )}
    </AccountForm>
  );
}
