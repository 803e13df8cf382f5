/** One short message at a time, at the foot of the screen; a newer one takes its place. */
import { signal, type ReadonlySignal } from "@preact/signals";

export interface Toast {
  readonly text: string;
  /** "calm" goes by itself; "fault" stays until it is closed or replaced. */
  readonly kind: "calm" | "fault";
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Id of what it speaks of: once that is different, it has nothing more to say. */
  readonly about?: string;
  /** It is said on the way to another screen, and is seen there. */
  readonly isForNextScreen?: boolean;
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | null>;
  /** Words for a screen reader alone, such as what a tap came to. */
  readonly spoken: ReadonlySignal<string>;
  readonly say: (words: string) => void;
  readonly show: (toast: Toast) => void;
  readonly dismiss: () => void;
  /** What it spoke of has changed in another way. */
  readonly end: (about: string) => void;
  /** Another screen is shown: only what is meant for it, and what went wrong, is still said. */
  readonly leaveScreen: () => void;
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
    end: (about) => {
      if (current.peek()?.about === about) current.value = null;
    },
    leaveScreen: () => {
      const said = current.peek();
      if (said === null || said.kind === "fault") return;
      current.value = said.isForNextScreen === true ? { ...said, isForNextScreen: false } : null;
    },
  };
}
