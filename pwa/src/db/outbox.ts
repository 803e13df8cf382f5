/** The outbox is the set of things that no server has confirmed yet, not a queue of requests. */
import type { WriteTransaction } from "./schema";

interface Thing {
  readonly type: string;
  readonly id: string;
}

export async function markDirty(transaction: WriteTransaction, { type, id }: Thing): Promise<void> {
  const store = transaction.objectStore("outbox");
  const mark = await store.get([type, id]);
  await store.put({ type, id, version: (mark?.version ?? 0) + 1 });
}

/** The same for many at once. */
export async function markAllDirty(
  transaction: WriteTransaction,
  things: readonly Thing[],
): Promise<void> {
  const store = transaction.objectStore("outbox");
  const versions = new Map((await store.getAll()).map((mark) => [mark.id, mark.version]));
  const marks = things.map(({ type, id }) => ({ type, id, version: (versions.get(id) ?? 0) + 1 }));
  await Promise.all(marks.map((mark) => store.put(mark)));
}

/** Remove the mark of a thing that has never left this device; false when it may have left. */
export async function takeBack(
  transaction: WriteTransaction,
  { type, id }: Thing,
): Promise<boolean> {
  const store = transaction.objectStore("outbox");
  const mark = await store.get([type, id]);
  if (mark === undefined) return false;
  await store.delete([type, id]);
  return true;
}
