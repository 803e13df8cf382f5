/** What every action needs; made once in main.ts and handed in. */
import type { Now, StampClock } from "../core/clock";
import type { MintFactId } from "../core/ids";
import type { Changes } from "../db/changes";
import type { Commit } from "../db/commit";
import type { DeviceStore } from "../db/device";
import type { GuardStore } from "../db/guard";
import type { Database } from "../db/open";
import type { Sealer } from "../db/sealer";
import type { ReadImport } from "../importers/types";
import type { PushPort } from "./nudges/port";

/** Why nothing was written. */
export type { CommitFailure } from "../db/commit";

export interface ActionContext {
  readonly database: Database;
  readonly changes: Changes;
  /** Null on a device without an account. */
  readonly sealer: Sealer | null;
  readonly commit: Commit;
  /** Whose device this is. */
  readonly device: DeviceStore;
  readonly stamps: StampClock;
  readonly mintFactId: MintFactId;
  readonly now: Now;
  /** IANA name of the zone that this device is in at the moment. */
  readonly timeZone: () => string;
  /** Sync now; settles when it is done, at once where nothing syncs. */
  readonly requestSync: () => Promise<void>;
  readonly readImport: ReadImport;
  /** The browser's side of nudges, loaded with the first use. */
  readonly openPush: () => Promise<PushPort>;
  /** What guards this device against other eyes, loaded with the first use. */
  readonly openGuards: () => Promise<GuardStore>;
}
