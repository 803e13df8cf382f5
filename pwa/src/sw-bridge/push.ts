/** Pushes and notifications, as this browser has them; the same in a page and in the worker. */
import type { BrowserSubscription, PushPort } from "../actions/nudges/port";
import { toBase64url } from "../core/base64url";
import { failed, success } from "../core/result";

type Registration = () => Promise<ServiceWorkerRegistration>;

/** `registration` is null where the browser has no service workers, as on plain http. */
export function createPushPort(registration: Registration | null): PushPort {
  if (registration === null || !("PushManager" in globalThis && "Notification" in globalThis)) {
    return NO_PUSH;
  }
  return {
    isSupported: true,
    permission: () => Notification.permission,
    ask: () => Notification.requestPermission(),
    current: async () => toSubscription(await (await registration()).pushManager.getSubscription()),
    subscribe: async (applicationServerKey) => {
      const { pushManager } = await registration();
      try {
        const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
        return success(describe(made));
      } catch (error) {
        const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
        return failed({ type: isRefused ? "push-refused" : "push-unreachable" });
      }
    },
    unsubscribe: async () => {
      const present = await (await registration()).pushManager.getSubscription();
      // A push service that cannot be reached drops it when it next sees this browser.
      await present?.unsubscribe().catch(() => false);
    },
    shown: async () => {
      const notifications = await (await registration()).getNotifications();
      return notifications.map((notification) => ({
        data: notification.data as unknown,
        close: () => {
          notification.close();
        },
      }));
    },
  };
}

const NO_PUSH: PushPort = {
  isSupported: false,
  permission: () => "denied",
  ask: () => Promise.resolve("denied"),
  current: () => Promise.resolve(null),
  subscribe: () => Promise.resolve(failed({ type: "push-unreachable" })),
  unsubscribe: () => Promise.resolve(),
  shown: () => Promise.resolve([]),
};

const toSubscription = (present: PushSubscription | null): BrowserSubscription | null =>
  present === null ? null : describe(present);

function describe(subscription: PushSubscription): BrowserSubscription {
  const { applicationServerKey: key } = subscription.options;
  return {
    json: subscription.toJSON(),
    endpoint: subscription.endpoint,
    key: key === null ? null : toBase64url(new Uint8Array(key)),
  };
}
