/** What holds reflections and leaves the app asks once more too, where they do. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { PinForm } from "../pin-form/pin-form";
import { Sheet } from "../sheet/sheet";

type Work = () => void;

/** `guard` runs the work, after the PIN where it is asked for; `sheet` is to be drawn by the screen. */
export function useAskAgain() {
  const { lock } = useApp().state;
  const [asked, setAsked] = useState<Work | null>(null);
  const close = (): void => {
    setAsked(null);
  };
  /** `before`: makes way for the sheet. */
  const guard = (work: Work, before: Work = close): void => {
    if (lock.guard.peek()?.lock?.asksForReflections !== true) {
      work();
      return;
    }
    before();
    setAsked(() => work);
  };
  const sheet = asked !== null && (
    <Sheet title={t("lock.reflections_title")} onClose={close}>
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
  return { guard, sheet };
}
