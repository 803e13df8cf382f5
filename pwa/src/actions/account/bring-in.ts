/** What was recorded without an account comes into it: copied, sealed, and only then emptied where it was. */
import { success, type Result } from "../../core/result";
import { createChanges } from "../../db/changes";
import type { CommitFailure } from "../../db/commit";
import { accountDatabase, LOCAL_DATABASE } from "../../db/device";
import { bringDrafts } from "../../db/drafts";
import { openDatabase, type Database } from "../../db/open";
import {
  eraseIfUnchanged,
  mergeEverything,
  readEverything,
  readForMoving,
} from "../../db/portable";
import type { Sealer } from "../../db/sealer";

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };

/** Whether anything was recorded here without an account. */
export const holdsLocalThings = (): Promise<boolean> =>
  withDatabase(LOCAL_DATABASE, async (local) => {
    const result = await readEverything(local);
    return result.ok && result.value.records.length + result.value.facts.length > 0;
  });

/** Copy all of it into the account; gives the mark of what was copied. */
export const copyIn = (account: string, sealer: Sealer): Promise<Result<string, CommitFailure>> =>
  withDatabase(LOCAL_DATABASE, (local) =>
    withDatabase(accountDatabase(account), async (target) => {
      const read = await readForMoving(local);
      if (!read.ok) return read;
      const changes = createChanges(accountDatabase(account));
      const { things, drafts, mark } = read.value;
      const merged = await mergeEverything(target, changes, sealer, things);
      if (!merged.ok) return merged;
      const brought = await bringDrafts(target, drafts);
      return brought.ok ? success(mark) : brought;
    }),
  );

/** Copy and then empty it, again for as long as another tab writes in between. */
export async function moveIn(
  account: string,
  sealer: Sealer,
): Promise<Result<null, CommitFailure>> {
  for (;;) {
    const copied = await copyIn(account, sealer);
    if (!copied.ok) return copied;
    const emptied = await withDatabase(LOCAL_DATABASE, (local) =>
      eraseIfUnchanged(local, createChanges(LOCAL_DATABASE), copied.value),
    );
    if (!emptied.ok) return emptied;
    if (emptied.value) return success(null);
  }
}

export async function withDatabase<Value>(
  name: string,
  use: (database: Database) => Promise<Value>,
): Promise<Value> {
  const database = openDatabase(name, QUIET);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
