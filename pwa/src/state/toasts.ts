/** One short message at a time, at the foot of the screen; a newer one takes its place. */
import { signal, type ReadonlySignal } from "@preact/signals";

export interface Toast {
  readonly text: string;
  /** "calm" goes by itself; "fault" stays until it is closed or replaced. */
  readonly kind: "calm" | "fault";
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | null>;
  /** Words for a screen reader alone, such as what a tap came to. */
  readonly spoken: ReadonlySignal<string>;
  readonly say: (words: string) => void;
  readonly show: (toast: Toast) => void;
  readonly dismiss: () => void;
}

export const TOAST_SECONDS = 8;

export function createToasts(): Toasts {
  const current = signal<Toast | null>(null);
  const spoken = signal("");
  return {
    current,
    spoken,
    say: (words) => {
      spoken.value = words;
    },
    show: (toast) => {
      current.value = toast;
    },
    dismiss: () => {
      current.value = null;
    },
  };
}
