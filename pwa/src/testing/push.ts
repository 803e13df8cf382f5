/** A browser's side of nudges, for tests: what a person allows and what a push service gives. */
import type { BrowserSubscription, PushPort, ShownNotification } from "../actions/nudges/port";
import { failed, success } from "../core/result";

export interface TestPush extends PushPort {
  allowed: NotificationPermission;
  isReachable: boolean;
  subscription: BrowserSubscription | null;
  notifications: ShownNotification[];
}

let made = 0;

export function createTestPush(): TestPush {
  const push: TestPush = {
    isSupported: true,
    allowed: "granted",
    isReachable: true,
    subscription: null,
    notifications: [],
    permission: () => push.allowed,
    ask: () => Promise.resolve(push.allowed),
    current: () => Promise.resolve(push.subscription),
    subscribe: (key) => {
      if (!push.isReachable) return Promise.resolve(failed({ type: "push-unreachable" }));
      const endpoint = `https://push.example.org/${(made += 1)}`;
      push.subscription = { endpoint, key, json: { endpoint, keys: { p256dh: "p", auth: "a" } } };
      return Promise.resolve(success(push.subscription));
    },
    unsubscribe: () => {
      push.subscription = null;
      return Promise.resolve();
    },
    shown: () => Promise.resolve(push.notifications),
  };
  return push;
}
