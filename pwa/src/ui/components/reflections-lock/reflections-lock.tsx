/** The second lock: reflections ask once more, until their person goes elsewhere in the app. */
import type { ComponentType } from "preact";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../head/head";
import { PinForm } from "../pin-form/pin-form";

/** The screen, once the PIN was given where reflections ask for it. */
export const behindReflectionsLock = (Screen: ComponentType) =>
  function LockedScreen() {
    return useIsOpen() ? <Screen /> : <AskForPin />;
  };

function useIsOpen(): boolean {
  const { lock } = useApp().state;
  const asks = lock.guard.value?.lock?.asksForReflections === true;
  return !asks || lock.areReflectionsOpen.value;
}

function AskForPin() {
  const { lock } = useApp().state;
  return (
    <div class="page stack">
      <Head title={t("lock.reflections_title")} backTo="/" />
      <p class="lead">{t("lock.reflections_text")}</p>
      <PinForm
        label={t("lock.open")}
        onShown={() => {
          lock.areReflectionsOpen.value = true;
        }}
      />
    </div>
  );
}
