/** What every action needs; made once in main.ts and handed in. */
import type { Now, StampClock } from "../core/clock";
import type { MintFactId } from "../core/ids";
import type { Changes } from "../db/changes";
import type { Commit } from "../db/commit";
import type { Database } from "../db/open";

export interface ActionContext {
  readonly database: Database;
  readonly changes: Changes;
  readonly commit: Commit;
  readonly stamps: StampClock;
  readonly mintFactId: MintFactId;
  readonly now: Now;
}
