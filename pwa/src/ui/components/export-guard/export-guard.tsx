/** An export holds everything: it asks for the PIN of this device, or else for the account. */
import { useState } from "preact/hooks";
import { confirmExport } from "../../../actions/account/confirm-export";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { PinForm } from "../pin-form/pin-form";
import { Sheet } from "../sheet/sheet";
import { useStepUp } from "../step-up/step-up";

type Work = () => void;

/** `guard` does the work once the person has shown that it is them; `sheet` is to be drawn by the screen. */
export function useExportGuard() {
  const { context, state } = useApp();
  const [asked, setAsked] = useState<Work | null>(null);
  const stepUp = useStepUp();
  const close = (): void => {
    setAsked(null);
  };
  const byAccount = async (work: Work, before: Work): Promise<void> => {
    const confirmed = await stepUp.guard(async () => {
      const result = await confirmExport(context);
      if (!result.ok) before();
      return result;
    });
    if (confirmed?.ok === true) work();
  };
  /** `before`: makes way for the sheet, where one is needed. */
  const guard = (work: Work, before: Work = close): void => {
    if (state.lock.guard.peek()?.lock == null) {
      void byAccount(work, before); /* no await: the sheet asks, and the work tells */
      return;
    }
    before();
    setAsked(() => work);
  };
  const byPin = asked !== null && (
    <Sheet title={t("lock.export_title")} onClose={close}>
      <p>{t("lock.export_text")}</p>
      <PinForm
        label={t("lock.go_on")}
        onShown={() => {
          close();
          asked();
        }}
      />
    </Sheet>
  );
  const sheet = (
    <>
      {byPin}
      {stepUp.sheet}
    </>
  );
  return { guard, sheet };
}
