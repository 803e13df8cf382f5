/** The worker's own global, which the types of a page would take for a window. */

/** Chromium's; other browsers sync at the next start of a page. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

interface Registration extends ServiceWorkerRegistration {
  readonly sync?: SyncManager;
}

/** Some browsers have no badge, whatever the types say. */
interface BadgeNavigator {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

interface Worker extends Omit<ServiceWorkerGlobalScope, "registration" | "navigator"> {
  readonly registration: Registration;
  readonly navigator: BadgeNavigator;
}

export const worker = self as unknown as Worker;
