/** What this device remembers about nudges. */
import type { Result } from "../core/result";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { NamesChoice, PushWish, SeenZone, StoredReaction } from "./schema";

type Stored<Value> = Promise<Result<Value, StorageFailure>>;

/** Whether the person has switched nudges on here. */
export const readWish = (database: Database): Stored<boolean> =>
  database.read(async (transaction) => {
    const wish = (await transaction.objectStore("meta").get("push")) as PushWish | undefined;
    return wish?.isWanted === true;
  });

export const writeWish = (database: Database, isWanted: boolean): Stored<string> =>
  database.write((transaction) => transaction.objectStore("meta").put({ name: "push", isWanted }));

/** Whether the person has chosen on this device that notifications say what they are about. */
export const readNames = (database: Database): Stored<boolean> =>
  database.read(async (transaction) => {
    const meta = transaction.objectStore("meta");
    const choice = (await meta.get("nudge-names")) as NamesChoice | undefined;
    return choice?.isNamed === true;
  });

export const writeNames = (database: Database, isNamed: boolean): Stored<string> =>
  database.write((transaction) =>
    transaction.objectStore("meta").put({ name: "nudge-names", isNamed }),
  );

/** Null on a device that never looked. */
export const readSeenZone = (database: Database): Stored<string | null> =>
  database.read(async (transaction) => {
    const seen = (await transaction.objectStore("meta").get("zone")) as SeenZone | undefined;
    return seen?.timeZone ?? null;
  });

export const writeSeenZone = (database: Database, timeZone: string): Stored<string> =>
  database.write((transaction) => transaction.objectStore("meta").put({ name: "zone", timeZone }));

/** Keep what was said until the server has it; of one nudge only what was said last. */
export const keepReaction = (database: Database, reaction: StoredReaction): Stored<string> =>
  database.write((transaction) => transaction.objectStore("reactions").put(reaction));

export const readReactions = (database: Database): Stored<readonly StoredReaction[]> =>
  database.read((transaction) => transaction.objectStore("reactions").getAll());

/** The server has it, or will never want it; what was said since stays. */
export const dropReaction = (
  database: Database,
  { nudge, kind, saidAtMs }: StoredReaction,
): Stored<null> =>
  database.write(async (transaction) => {
    const store = transaction.objectStore("reactions");
    const stored = await store.get(nudge);
    if (stored?.kind === kind && stored.saidAtMs === saidAtMs) await store.delete(nudge);
    return null;
  });
