/** Copying a code or a link, and saying that it was copied. */
import { t } from "../i18n";
import { useApp } from "./app";

export function useCopy(): (text: string, said: string) => Promise<void> {
  const { toasts } = useApp().state;
  return async (text, said) => {
    try {
      await navigator.clipboard.writeText(text);
      toasts.show({ kind: "calm", text: said });
    } catch {
      // Denied, or not there over plain http: the code can still be selected.
      toasts.show({ kind: "fault", text: t("code.not_copied") });
    }
  };
}
