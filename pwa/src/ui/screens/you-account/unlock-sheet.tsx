/** Opens the words on a device that is signed in without their key. */
import { useEffect, useState } from "preact/hooks";
import type { AccountFailure } from "../../../actions/account/failures";
import {
  type KeyHolders,
  readKeyHolders,
  unlockByPasskey,
  unlockByPassword,
  unlockByRecoveryKey,
} from "../../../actions/account/unlock-words";
import type { ActionContext } from "../../../actions/context";
import { canUsePasskeys } from "../../../actions/passkeys/browser";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountForm, RecoveryKeyField } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { PasswordField } from "../../components/password-field/password-field";
import { Segmented } from "../../components/segmented/segmented";
import { Sheet } from "../../components/sheet/sheet";

type Opener = "password" | "passkey" | "recovery";

const LABELS = {
  password: "account.password",
  passkey: "passkey.one",
  recovery: "account.recovery_key",
} as const;

/** Without an answer the form itself says what is wrong. */
const UNKNOWN: KeyHolders = { password: true, passkey: false, hasPassword: true };

export function UnlockSheet({ onClose }: { readonly onClose: () => void }) {
  const holders = useKeyHolders();
  return (
    <Sheet title={t("account.unlock_title")} onClose={onClose}>
      {holders === null ? (
        <p class="quiet">{t("account.busy")}</p>
      ) : (
        <>
          <p>{t(isAfterReset(holders) ? "account.unlock_after_reset" : "account.unlock_text")}</p>
          <UnlockForm holders={holders} onClose={onClose} />
        </>
      )}
    </Sheet>
  );
}

const isAfterReset = ({ password, hasPassword }: KeyHolders): boolean => hasPassword && !password;

/** Null until it is known. */
function useKeyHolders(): KeyHolders | null {
  const { context } = useApp();
  const [holders, setHolders] = useState<KeyHolders | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const answer = await readKeyHolders(context);
      setHolders(answer.ok ? answer.value : UNKNOWN);
    };
    void read(); /* no await: the state draws it */
  }, [context]);
  return holders;
}

interface FormProps {
  readonly holders: KeyHolders;
  readonly onClose: () => void;
}

function UnlockForm({ holders, onClose }: FormProps) {
  const { state } = useApp();
  const openers = openersOf(holders);
  const [opener, setOpener] = useState<Opener>(openers[0] ?? "recovery");
  const [password, setPassword] = useState("");
  const [recoveryKey, setRecoveryKey] = useState("");
  const submission = useSubmit(["current", "recovery"]);
  const wrapsAgain = opener === "recovery" && isAfterReset(holders);
  const work: Record<Opener, (context: ActionContext) => Promise<Result<null, AccountFailure>>> = {
    password: (context) => unlockByPassword(context, password),
    passkey: unlockByPasskey,
    recovery: (context) => unlockByRecoveryKey(context, recoveryKey, wrapsAgain ? password : ""),
  };
  const send = async (): Promise<void> => {
    const result = await submission.submit(work[opener]);
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
      {openers.length > 1 && (
        <Segmented<Opener>
          legend={t("account.unlock_with")}
          options={openers.map((value) => ({ value, label: t(LABELS[value]) }))}
          value={opener}
          onChange={setOpener}
        />
      )}
      {opener === "recovery" && (
        <RecoveryKeyField
          value={recoveryKey}
          problem={submission.problemAt("recovery")}
          onInput={setRecoveryKey}
        />
      )}
      {opener === "passkey" && <p class="quiet">{t("passkey.will_ask")}</p>}
      {(opener === "password" || wrapsAgain) && (
        <PasswordField
          label={t("account.current_password")}
          value={password}
          problem={submission.problemAt("current")}
          onInput={setPassword}
        />
      )}
    </AccountForm>
  );
}

/** The first is the one that most people have at hand. */
function openersOf({ password, passkey }: KeyHolders): readonly Opener[] {
  const openers: Opener[] = [];
  if (password) openers.push("password");
  if (passkey && canUsePasskeys()) openers.push("passkey");
  return [...openers, "recovery"];
}
