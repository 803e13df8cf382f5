/** One tap for everything: nothing is shown to anybody, and nobody else's device is signed in. */
import { useState } from "preact/hooks";
import { stopAll } from "../../../actions/sharing/end";
import { t } from "../../../i18n";
import { NewRecoveryKeySheet } from "../../components/new-key/new-recovery-key";
import { Sheet } from "../../components/sheet/sheet";
import { useEnding } from "./use-ending";

type Step = "closed" | "asked" | "stopped";

export function StopAll({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>("closed");
  const [said, setSaid] = useState("");
  const { end, isBusy } = useEnding((text, isOk) => {
    // A toast stands behind the second sheet, which therefore says it too.
    setSaid(text);
    setStep(isOk ? "stopped" : "closed");
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
            <li>{t("stop_all.passkeys")}</li>
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
      {/* Whoever knows the recovery key could come back with it, and read on with an old copy of the key. */}
      {step === "stopped" && (
        <NewRecoveryKeySheet
          title={t("stop_all.key_title")}
          text={`${said} ${t("stop_all.key_text")}`}
          isAgain
          later={t("stop_all.key_later")}
          onClose={closeAt("stopped")}
        />
      )}
    </section>
  );
}
