/**
 * What lies on the device outside of the account comes into it: copied, sealed, and only then emptied where
 * it was. It may have been recorded without an account, or for one that was signed out here.
 */
import { success, type Result } from "../../core/result";
import { createChanges } from "../../db/changes";
import type { CommitFailure } from "../../db/commit";
import { accountDatabase, LOCAL_DATABASE } from "../../db/device";
import { bringDrafts } from "../../db/drafts";
import { readKey } from "../../db/keys";
import { openDatabase, type Database } from "../../db/open";
import {
  eraseIfUnchanged,
  mergeEverything,
  readEverything,
  readForMoving,
} from "../../db/portable";
import type { Sealer } from "../../db/sealer";
import { rekey, rekeyDrafts, type Resolve } from "../../importers/rekey";
import type { ActionContext } from "../context";

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };

/** What there is to bring: things of an account that was signed out here, or recorded without one. */
export type Held = "nothing" | "local" | "former";

/** Which of it comes along; "all" is that of a former account too. */
export type BringIn = "nothing" | "local" | "all";

export async function whatIsHeld(context: ActionContext, account: string): Promise<Held> {
  if ((await formerDatabase(context, account)) !== null) return "former";
  return (await holdsThings(LOCAL_DATABASE)) ? "local" : "nothing";
}

/** The databases that come along into this account. */
export async function originsOf(
  context: ActionContext,
  account: string,
  bringIn: BringIn,
): Promise<readonly string[]> {
  if (bringIn === "nothing") return [];
  const former = bringIn === "all" ? await formerDatabase(context, account) : null;
  return former === null ? [LOCAL_DATABASE] : [LOCAL_DATABASE, former];
}

/**
 * That of another account, signed out here: its server may be gone, and with it every way back into it.
 * Null where it holds nothing, or words that only that account can open.
 */
async function formerDatabase({ device }: ActionContext, account: string): Promise<string | null> {
  const former = await device.account();
  if (former?.status !== "signed-out" || former.account === account) return null;
  const name = accountDatabase(former.account);
  return (await holdsThings(name)) && (await isOpen(name)) ? name : null;
}

const holdsThings = (name: string): Promise<boolean> =>
  withDatabase(name, async (database) => {
    const result = await readEverything(database);
    return result.ok && result.value.records.length + result.value.facts.length > 0;
  });

const isOpen = (name: string): Promise<boolean> =>
  withDatabase(name, async (database) => {
    const key = await readKey(database);
    return key.ok && key.value !== null;
  });

/** What the account does with words, and with the ids of what was imported. */
export interface Own {
  readonly sealer: Sealer;
  readonly ids: Resolve;
}

/** Copy all of it into the account; gives the mark of what was copied. */
export const copyIn = (
  origin: string,
  account: string,
  { sealer, ids }: Own,
): Promise<Result<string, CommitFailure>> =>
  withDatabase(origin, (source) =>
    withDatabase(accountDatabase(account), async (target) => {
      const read = await readForMoving(source);
      if (!read.ok) return read;
      const changes = createChanges(accountDatabase(account));
      const { things, drafts, mark } = read.value;
      const merged = await mergeEverything(target, changes, sealer, await rekey(things, ids));
      if (!merged.ok) return merged;
      const brought = await bringDrafts(target, rekeyDrafts(drafts, things.records, ids));
      return brought.ok ? success(mark) : brought;
    }),
  );

/** Copy and then empty it, again for as long as another tab writes in between. */
export async function moveIn(
  origin: string,
  account: string,
  own: Own,
): Promise<Result<null, CommitFailure>> {
  for (;;) {
    const copied = await copyIn(origin, account, own);
    if (!copied.ok) return copied;
    const emptied = await withDatabase(origin, (source) =>
      eraseIfUnchanged(source, createChanges(origin), copied.value),
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
