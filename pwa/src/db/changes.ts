/**
 * What a commit changed, told to whoever watches: this page at once, other tabs by BroadcastChannel.
 * The things themselves travel, so that no screen has to read the disk again.
 */
import type { Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";

export type Change =
  | {
      readonly type: "written";
      readonly records: readonly StoredRecord[];
      /** As they stand now; a withdrawn fact is here with its mark, a dropped one under `dropped`. */
      readonly facts: readonly Fact[];
      readonly dropped: readonly Fact[];
      /** Habits whose folded past no longer holds. */
      readonly refold: readonly string[];
    }
  /** What a partner shows is another now, or what is shown to them. */
  | { readonly type: "shared" }
  /** Everything may differ (an import, an erase): read again. */
  | { readonly type: "replaced" };

export interface Changes {
  readonly publish: (change: Change) => void;
  /** Gives the way to stop it. */
  readonly subscribe: (listener: (change: Change) => void) => () => void;
}

export function createChanges(channelName: string): Changes {
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(channelName) : null;
  channel?.addEventListener("message", (event: MessageEvent<Change>) => {
    tell(event.data);
  });
  return {
    publish: (change) => {
      tell(change);
      channel?.postMessage(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
