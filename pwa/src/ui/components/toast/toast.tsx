/** One short message above the bar, read aloud, with at most one thing to do. */
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../../../i18n";
import { TOAST_SECONDS, type Toast } from "../../../state/toasts";
import { useApp } from "../../app";
import { Icon } from "../icon/icon";
import "./style.css";

export function ToastPlace() {
  const { toasts } = useApp().state;
  const toast = toasts.current.value;

  useLeaving(toasts.leaveScreen);
  useEffect(() => {
    if (toast === null || toast.kind === "fault") return undefined;
    const timer = setTimeout(toasts.dismiss, TOAST_SECONDS * 1_000);
    return () => {
      clearTimeout(timer);
    };
  }, [toast, toasts]);

  return (
    <>
      <p class="visually-hidden" role="status">
        {toasts.spoken.value}
      </p>
      <Place toast={toast} dismiss={toasts.dismiss} />
    </>
  );
}

function useLeaving(onLeave: () => void): void {
  const { path } = useLocation();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) onLeave();
    shown.current = path;
  }, [path, onLeave]);
}

function Place({ toast, dismiss }: { readonly toast: Toast | null; readonly dismiss: () => void }) {
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {toast !== null && (
        <div class="toast">
          <p>{toast.text}</p>
          {toast.action !== undefined && (
            <button
              type="button"
              class="toast-action"
              onClick={() => {
                dismiss();
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" class="icon-button" aria-label={t("app.dismiss")} onClick={dismiss}>
            <Icon name="x" />
          </button>
        </div>
      )}
    </div>
  );
}
