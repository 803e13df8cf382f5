/** Where the sync stands, kept beside what it brought. */
import type { ReadTransaction, SyncPosition, WriteTransaction } from "./schema";

/**
 * Raised with every type of fact that the app learns: what an older build could not read it passed over,
 * and the newer one reads the feed from its beginning once. What it has already changes nothing.
 */
const READS = 2;

const START: SyncPosition = {
  name: "sync",
  reads: READS,
  epoch: null,
  cursor: 0,
  clockOffsetMs: 0,
  syncedAt: null,
};

export async function readPosition(
  transaction: ReadTransaction | WriteTransaction,
): Promise<SyncPosition> {
  // The two kinds of transaction differ in type only.
  const stored = (await (transaction as ReadTransaction).objectStore("meta").get("sync")) as
    SyncPosition | undefined;
  if (stored === undefined) return START;
  return stored.reads === READS ? stored : { ...stored, reads: READS, cursor: 0 };
}

export async function writePosition(
  transaction: WriteTransaction,
  position: SyncPosition,
): Promise<void> {
  await transaction.objectStore("meta").put(position);
}
