/** What this browser can do about pushes and notifications; handed in, for only its bridge may touch it. */
import type { Result } from "../../core/result";

export type PushRefusal =
  /** The person said no, or said nothing. */
  | { readonly type: "push-refused" }
  /** The browser reaches no push service, or has none. */
  | { readonly type: "push-unreachable" };

export interface BrowserSubscription {
  /** As the server is told of it. */
  readonly json: PushSubscriptionJSON;
  readonly endpoint: string;
  /** The server's key that it was made for, base64url; null where the browser does not tell. */
  readonly key: string | null;
}

export interface PushPort {
  readonly isSupported: boolean;
  readonly permission: () => NotificationPermission;
  /** Must be called within a person's tap, before anything is waited for. */
  readonly ask: () => Promise<NotificationPermission>;
  readonly current: () => Promise<BrowserSubscription | null>;
  readonly subscribe: (key: string) => Promise<Result<BrowserSubscription, PushRefusal>>;
  readonly unsubscribe: () => Promise<void>;
  /** The notifications that are shown at the moment, by what they are about. */
  readonly shown: () => Promise<readonly ShownNotification[]>;
}

export interface ShownNotification {
  /** As the worker left it there. */
  readonly data: unknown;
  readonly close: () => void;
}
