/** The worker's own global, which the types of a page would take for a window. */

/** Chromium's; other browsers sync at the next start of a page. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

interface Registration extends ServiceWorkerRegistration {
  readonly sync?: SyncManager;
}

interface Worker extends Omit<ServiceWorkerGlobalScope, "registration"> {
  readonly registration: Registration;
}

export const worker = self as unknown as Worker;
