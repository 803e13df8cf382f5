/** The PIN is forgotten: the account's password opens, and without one there is only starting over. */
import { useEffect, useState } from "preact/hooks";
import { countUnsent } from "../../../actions/account/sign-out";
import { eraseDevice } from "../../../actions/lock/erase-device";
import { openByPassword } from "../../../actions/lock/open-by-password";
import { syncNow } from "../../../actions/sync-now";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { PasswordField } from "../../components/password-field/password-field";
import { Sheet } from "../../components/sheet/sheet";
import { accountProblem } from "../../words/account-failures";
import { failureWords } from "../../words/failures";
import { lockFailureWords } from "../../words/lock-failures";

interface Props {
  readonly onClose: () => void;
}

export function Forgotten({ onClose }: Props) {
  const owner = useApp().state.account.current.value;
  const [isErasing, setIsErasing] = useState(false);
  const hasPassword = owner !== null && owner.username !== "";
  return (
    <Sheet title={t("lock.forgotten")} onClose={onClose}>
      {isErasing ? (
        <Erase
          onCancel={() => {
            setIsErasing(false);
          }}
        />
      ) : (
        <>
          {hasPassword && <ByPassword username={owner.username} />}
          <p>{t(hasPassword ? "lock.erase_instead" : "lock.no_other_way")}</p>
          <button
            type="button"
            class="button destructive wide"
            onClick={() => {
              setIsErasing(true);
            }}
          >
            <Icon name="trash-2" />
            {t("lock.erase")}
          </button>
        </>
      )}
    </Sheet>
  );
}

function ByPassword({ username }: { readonly username: string }) {
  const { context } = useApp();
  const [password, setPassword] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    const result = await openByPassword(context, password);
    setIsBusy(false);
    // The lock that is gone opens the page by itself.
    if (!result.ok) setProblem(wordsOf(result.failure));
  };
  return (
    <form
      class="stack"
      noValidate
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void send(); /* no await: it says itself how it ended */
      }}
    >
      <p>{t("lock.by_password", { name: username })}</p>
      <PasswordField
        label={t("account.current_password")}
        value={password}
        problem={problem}
        onInput={setPassword}
      />
      <button type="submit" class="button primary wide" aria-disabled={isBusy}>
        {isBusy ? t("account.busy") : t("lock.by_password_submit")}
      </button>
    </form>
  );
}

type Failure = Parameters<typeof accountProblem>[0] | Parameters<typeof lockFailureWords>[0];

function wordsOf(failure: Failure): string {
  switch (failure.type) {
    case "bad-pin":
    case "pins-differ":
    case "wrong-pin":
    case "wait":
    case "no-passkey":
      return lockFailureWords(failure);
    default:
      return accountProblem(failure).text;
  }
}

function Erase({ onCancel }: { readonly onCancel: () => void }) {
  const { context, state } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const unsent = useUnsent();
  const erase = async (): Promise<void> => {
    setIsBusy(true);
    const result = await eraseDevice(context);
    if (result.ok) {
      location.replace("/");
      return;
    }
    setIsBusy(false);
    setProblem(failureWords(result.failure));
  };
  const hasAccount = state.account.current.value !== null;
  return (
    <div class="stack">
      <p>{t(hasAccount ? "lock.erase_account_text" : "lock.erase_text")}</p>
      {hasAccount && unsent !== null && (
        <p role="status">
          <b>{t("lock.erase_unsent", { count: unsent })}</b>
        </p>
      )}
      <p role="alert" class="field-problem form-problem">
        {problem}
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={onCancel}>
          {t("you.erase_cancel")}
        </button>
        <button
          type="button"
          class="button destructive primary"
          disabled={isBusy}
          onClick={() => void erase()}
        >
          {t("lock.erase")}
        </button>
      </div>
    </div>
  );
}

/** What would be gone for good, because the server does not have it; what can still be sent is sent. */
function useUnsent(): number | null {
  const { context } = useApp();
  const [unsent, setUnsent] = useState<number | null>(null);
  useEffect(() => {
    const count = async (): Promise<void> => {
      setUnsent(await countUnsent(context));
      await syncNow(context);
      setUnsent(await countUnsent(context));
    };
    void count(); /* no await: the state draws it */
  }, [context]);
  return unsent;
}
