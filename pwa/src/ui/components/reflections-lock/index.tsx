/** The second lock: reflections ask once more, until their person goes elsewhere in the app. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import { useKept } from "../../kept";
import { Head } from "../head";
import { PinForm } from "../pin-form";

const REFLECTIONS = /^\/(moments|reflections|pulse)/;

export function ReflectionsDoor({ children }: { readonly children: ComponentChildren }) {
  const { lock } = useKept().state;
  useEffect(
    () => () => {
      // From one reflection to the next the door stays open.
      queueMicrotask(() => {
        if (!REFLECTIONS.test(location.pathname)) lock.areReflectionsOpen.value = false;
      });
    },
    [lock],
  );
  const asks = lock.guard.value?.lock?.asksForReflections === true;
  if (!asks || lock.areReflectionsOpen.value) return <>{children}</>;
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
