/** A sheet from below for quick things; the browser's own dialog keeps focus, Escape and the reader inside. */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n";
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly title: string;
  readonly over?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, over, onClose, children }: Props) {
  // Two may be open at once: a password is asked for over another.
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  // In the commit that draws it: whoever is quicker than the next frame finds it open.
  useLayoutEffect(() => {
    const shown = dialog.current;
    // While the app is locked it stands outside of the document, and comes up with it (lock/hide-app.ts).
    if (shown?.isConnected === true) shown.showModal();
    return () => {
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        // Only the backdrop is the dialog itself; all else is inside its body. The press must have begun
        // there too: neither the long press that opened the sheet nor a selection dragged out closes it.
        const isBackdrop = event.target === dialog.current && pressed.current === dialog.current;
        if (isBackdrop) onClose();
      }}
    >
      <div class="sheet-body">
        <header class="sheet-head">
          <div>
            {over !== undefined && <p class="quiet">{over}</p>}
            <h2 id={titleId}>{title}</h2>
          </div>
          <button type="button" class="icon-button" aria-label={t("day.close")} onClick={onClose}>
            <Icon name="x" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
