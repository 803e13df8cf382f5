/** The PIN is forgotten: the account opens, and without one there is only starting over. */
import { useEffect, useState } from "preact/hooks";
import { countUnsent } from "../../../actions/account/sign-out";
import type { Confirmation } from "../../../actions/account/step-up";
import { eraseDevice } from "../../../actions/lock/erase-device";
import { openByAccount } from "../../../actions/lock/open-by-account";
import { syncNow } from "../../../actions/sync-now";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { Icon } from "../../components/icon/icon";
import { Sheet } from "../../components/sheet/sheet";
import { failureWords } from "../../words/failures";

interface Props {
  readonly onClose: () => void;
}

export function Forgotten({ onClose }: Props) {
  const owner = useApp().state.account.current.value;
  const [isErasing, setIsErasing] = useState(false);
  const hasAccount = owner !== null && owner.username !== "";
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
          {hasAccount && <ByAccount username={owner.username} />}
          <p>{t(hasAccount ? "lock.erase_instead" : "lock.no_other_way")}</p>
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

function ByAccount({ username }: { readonly username: string }) {
  const submission = useSubmit(["current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    // The lock that is gone opens the page by itself.
    await submission.submit((context) => openByAccount(context, confirmation));
  };
  return (
    <>
      <p>{t("lock.by_account", { name: username })}</p>
      <ConfirmForm
        submission={submission}
        label={t("lock.by_account_submit")}
        onConfirm={(confirmation) => void send(confirmation)}
      />
    </>
  );
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
