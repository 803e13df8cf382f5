/**
 * What a partner shows, kept apart from one's own things: replaced whole by each answer, so that what is not
 * in it any more is gone at once, and dropped when no answer has come for as long as it may live.
 */
import type { Result } from "../core/result";
import { canonicalJson, type Json } from "../model/registers";
import type { MySharing, SharedView } from "../model/sharing";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { ReadTransaction, StoredView, WriteTransaction } from "./schema";

const MS_PER_SECOND = 1_000;
/** A clock that was set back further than this does not make a view live longer. */
const REWIND_MS = 86_400_000;

async function readRow(
  transaction: ReadTransaction | WriteTransaction,
): Promise<StoredView | undefined> {
  // The two kinds of transaction differ in type only.
  const row = await (transaction as ReadTransaction).objectStore("shared").get("view");
  return row?.name === "view" ? row : undefined;
}

/** 0 before the first answer. */
export const readViewVersion = async (transaction: WriteTransaction): Promise<number> =>
  (await readRow(transaction))?.version ?? 0;

/**
 * Take the view of an answer, if no other answer was applied since its question was asked: a late one never
 * brings back what was stopped meanwhile. Tells whether it shows anything else than before.
 */
export async function replaceView(
  transaction: WriteTransaction,
  askedAtVersion: number,
  view: SharedView,
  nowMs: number,
): Promise<boolean> {
  const present = await readRow(transaction);
  const version = present?.version ?? 0;
  if (version !== askedAtVersion) return false;
  await transaction
    .objectStore("shared")
    .put({ name: "view", version: version + 1, appliedAt: nowMs, view });
  return present === undefined || toText(present.view) !== toText(view);
}

const toText = (view: SharedView): string => canonicalJson(view as unknown as Json);

const isExpired = ({ appliedAt, view }: StoredView, nowMs: number): boolean =>
  nowMs - appliedAt > view.lives_for_seconds * MS_PER_SECOND || nowMs < appliedAt - REWIND_MS;

/** The view as it may be shown now; null when there is none, or its time is over. */
export const readView = (
  database: Database,
  nowMs: number,
): Promise<Result<SharedView | null, StorageFailure>> =>
  database.read(async (transaction) => {
    const row = await readRow(transaction);
    return row === undefined || isExpired(row, nowMs) ? null : row.view;
  });

/** Its version stays, so that an answer which is still under way does not bring it back. */
export const dropExpiredView = (
  database: Database,
  nowMs: number,
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const row = await readRow(transaction);
    if (row === undefined || !isExpired(row, nowMs)) return null;
    const view = { lives_for_seconds: 0, accepted: [], partners: [] };
    await transaction
      .objectStore("shared")
      .put({ name: "view", version: row.version + 1, appliedAt: row.appliedAt, view });
    return null;
  });

export const readMySharing = (
  database: Database,
): Promise<Result<MySharing | null, StorageFailure>> =>
  database.read(async (transaction) => {
    const row = await transaction.objectStore("shared").get("mine");
    return row?.name === "mine" ? row.sharing : null;
  });

export const writeMySharing = (
  database: Database,
  sharing: MySharing,
): Promise<Result<string, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("shared").put({ name: "mine", sharing }));

export const readNewsMarks = (
  database: Database,
): Promise<Result<readonly string[], StorageFailure>> =>
  database.read(async (transaction) => {
    const row = await transaction.objectStore("shared").get("news");
    return row?.name === "news" ? row.marks : [];
  });

export const writeNewsMarks = (
  database: Database,
  marks: readonly string[],
): Promise<Result<string, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("shared").put({ name: "news", marks }));
