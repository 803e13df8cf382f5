/** One tap for everything: nothing is shown to anybody, and nobody else's device is signed in. */
import { useState } from "preact/hooks";
import type { RecoveryKeyBytes } from "../../../actions/account/recovery-text";
import { replaceRecoveryKey } from "../../../actions/account/replace-recovery-key";
import type { Confirmation } from "../../../actions/account/step-up";
import { stopAll } from "../../../actions/sharing/end";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { RecoveryKeyCeremony } from "../../components/recovery-key/recovery-key";
import { Sheet } from "../../components/sheet/sheet";
import { useEnding } from "./use-ending";

type Step = "closed" | "asked" | "stopped";

export function StopAll({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>("closed");
  const { end, isBusy } = useEnding(() => {
    setStep("stopped");
    onDone();
  });
  const closeAt = (at: Step) => (): void => {
    // The first sheet says that it was closed after the second has taken its place.
    setStep((present) => (present === at ? "closed" : present));
  };
  return (
    <section class="section card stop-all" aria-labelledby="stop-all">
      <h2 id="stop-all">{t("stop_all.title")}</h2>
      <p>{t("stop_all.text")}</p>
      <button
        type="button"
        class="button destructive wide"
        onClick={() => {
          setStep("asked");
        }}
      >
        {t("stop_all.button")}
      </button>
      {step === "asked" && (
        <Sheet title={t("stop_all.title")} onClose={closeAt("asked")}>
          <ul class="plain-list">
            <li>{t("stop_all.shares")}</li>
            <li>{t("stop_all.invites")}</li>
            <li>{t("stop_all.devices")}</li>
          </ul>
          <p class="quiet">{t("stop_all.not_told")}</p>
          <button
            type="button"
            class="button destructive primary wide"
            disabled={isBusy}
            onClick={() => void end((context) => stopAll(context), t("stop_all.done"))}
          >
            {t("stop_all.button")}
          </button>
        </Sheet>
      )}
      {step === "stopped" && <NewKey onClose={closeAt("stopped")} />}
    </section>
  );
}

/** Whoever knows the recovery key could come back with it. */
function NewKey({ onClose }: { readonly onClose: () => void }) {
  const { account, toasts } = useApp().state;
  const [key, setKey] = useState<RecoveryKeyBytes | null>(null);
  const submission = useSubmit(["current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    const result = await submission.submit((context) => replaceRecoveryKey(context, confirmation));
    if (result.ok) setKey(result.value);
  };
  return (
    <Sheet title={t("stop_all.key_title")} onClose={onClose}>
      {key === null ? (
        <>
          <p>{t("stop_all.key_text")}</p>
          <ConfirmForm
            submission={submission}
            label={t("account.new_key_submit")}
            onConfirm={(confirmation) => void send(confirmation)}
          />
          <button type="button" class="button wide" onClick={onClose}>
            {t("stop_all.key_later")}
          </button>
        </>
      ) : (
        <RecoveryKeyCeremony
          recoveryKey={key}
          username={account.current.value?.username ?? ""}
          isBusy={false}
          onDone={() => {
            toasts.show({ kind: "calm", text: t("account.new_key_done") });
            onClose();
          }}
        />
      )}
    </Sheet>
  );
}
