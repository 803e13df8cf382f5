/** Registers the service worker, and asks before a new version takes over. */
import type { PageMessage } from "./messages";

const SCRIPT = "/sw.js";

interface Listeners {
  /** A new version is here; calling `takeOver` starts it, where it still waits, and reloads this page. */
  readonly onUpdate: (takeOver: () => void) => void;
}

export async function registerWorker({ onUpdate }: Listeners): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await register(serviceWorker);
  // Some private windows refuse: the app works all the same while it is online.
  if (registration === null) return;

  void askToBeServed(serviceWorker);

  const offer = (): void => {
    onUpdate(() => {
      takeOver(serviceWorker, registration);
    });
  };

  const watch = (worker: ServiceWorker): void => {
    worker.addEventListener("statechange", () => {
      // Without a controller it is the first one: there is nothing to replace.
      if (worker.state === "installed" && serviceWorker.controller !== null) offer();
    });
  };

  if (registration.waiting !== null && serviceWorker.controller !== null) offer();
  if (registration.installing !== null) watch(registration.installing);
  registration.addEventListener("updatefound", () => {
    if (registration.installing !== null) watch(registration.installing);
  });
}

/** The page is reloaded once, by the tab that asked; other tabs go on with what they have. */
function takeOver(
  serviceWorker: ServiceWorkerContainer,
  { waiting }: ServiceWorkerRegistration,
): void {
  const reload = (): void => {
    location.reload();
  };
  // Another tab has let it take over already: what this one still lacks is the new page.
  if (waiting === null) {
    reload();
    return;
  }
  serviceWorker.addEventListener("controllerchange", reload, { once: true });
  waiting.postMessage({ type: "take-over" } satisfies PageMessage);
}

/** So that a reload of this very page works offline, though it was opened before there was a worker. */
async function askToBeServed(serviceWorker: ServiceWorkerContainer): Promise<void> {
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller === null)
    active?.postMessage({ type: "claim" } satisfies PageMessage);
}

async function register(
  serviceWorker: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration | null> {
  try {
    return await serviceWorker.register(trustedScript(), { scope: "/" });
  } catch {
    return null;
  }
}

/** Under Trusted Types a script's address must come from a policy; this one knows a single address. */
function trustedScript(): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypeFactory }).trustedTypes;
  if (factory === undefined) return SCRIPT;
  const policy = factory.createPolicy("app-sw", {
    createScriptURL: (url) => {
      if (url !== SCRIPT) throw new TypeError("Only Kept's own service worker may be registered");
      return url;
    },
  });
  return policy.createScriptURL(SCRIPT) as string;
}

interface TrustedTypeFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}
