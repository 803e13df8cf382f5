/** What this device is and allows; filled by the composition root and the service worker's bridge. */
import { signal, type Signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

export type Notice = "storage-blocked" | "storage-superseded";

export interface Device {
  /** False on plain http away from localhost: no service worker, no installing. */
  readonly isSecure: boolean;
  readonly isIos: boolean;
  /** Opened from the home screen. */
  readonly isStandalone: boolean;
  readonly version: string;
  readonly theme: Signal<Theme>;
  /** Shows the browser's own install question; null where there is none to show. */
  readonly install: Signal<(() => Promise<void>) | null>;
  /** Lets a waiting new version take over; null when there is none. */
  readonly update: Signal<(() => void) | null>;
  /** Whether the browser has promised not to clear the storage; null while unknown. */
  readonly isPersisted: Signal<boolean | null>;
  readonly notice: Signal<Notice | null>;
  /** Something in front of the server answers in its place: a proxy that wants a login of its own. */
  readonly isIntercepted: Signal<boolean>;
  /** Ask the browser to keep the storage for good; called once something is recorded. */
  readonly persist: () => Promise<void>;
}

type Facts = Pick<Device, "isSecure" | "isIos" | "isStandalone" | "version">;

export function createDevice(
  facts: Facts,
  theme: Theme,
  storage: StorageManager | undefined,
): Device {
  const isPersisted = signal<boolean | null>(null);
  return {
    ...facts,
    theme: signal(theme),
    install: signal(null),
    update: signal(null),
    isPersisted,
    notice: signal(null),
    isIntercepted: signal(false),
    persist: async () => {
      // Once a page: whoever said no is not asked again with every tap.
      if (isPersisted.peek() !== null || storage === undefined) return;
      isPersisted.value = (await storage.persisted()) || (await storage.persist());
    },
  };
}
