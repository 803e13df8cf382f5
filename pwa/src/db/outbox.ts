/** The outbox is the set of things that no server has confirmed yet, not a queue of requests. */
import type { Ending, OutboxMark, WriteTransaction } from "./schema";

interface Thing {
  readonly type: string;
  readonly id: string;
}

/**
 * A new mark begins anywhere: an answer that came late must not take it for the one that was here
 * before, and clear an edit that was never sent.
 */
const nextVersion = (mark: OutboxMark | undefined): number =>
  mark === undefined ? (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : mark.version + 1;

/** `ends`: what is ended with it. */
export async function markDirty(
  transaction: WriteTransaction,
  { type, id }: Thing,
  ends: readonly Ending[] = [],
): Promise<void> {
  const store = transaction.objectStore("outbox");
  const mark = await store.get([type, id]);
  const known = mark?.ends ?? [];
  const isKnown = ({ register }: Ending) => known.some((ending) => ending.register === register);
  const all = [...known, ...ends.filter((ending) => !isKnown(ending))];
  const next = { ...mark, type, id, version: nextVersion(mark) };
  await store.put(all.length > 0 ? { ...next, ends: all } : next);
}

/** Mark a thing that was made just now, under an id that nobody else can know. */
export async function markNew(transaction: WriteTransaction, { type, id }: Thing): Promise<void> {
  await transaction.objectStore("outbox").put({ type, id, version: nextVersion(undefined) });
}

/**
 * Mark a new thing that is not of this device alone: it comes from a file, or under an id that other devices
 * make too. Its undo has to travel.
 */
export async function markKnown(transaction: WriteTransaction, { type, id }: Thing): Promise<void> {
  const mark = { type, id, version: nextVersion(undefined), isSent: true } as const;
  await transaction.objectStore("outbox").put(mark);
}

/**
 * Mark many things at once that others may know already (from a file, or from a server that has another
 * history now): their undo has to travel.
 */
export async function markAllDirty(
  transaction: WriteTransaction,
  things: readonly Thing[],
): Promise<void> {
  const store = transaction.objectStore("outbox");
  const present = new Map((await store.getAll()).map((mark) => [`${mark.type}/${mark.id}`, mark]));
  await Promise.all(
    things.map(({ type, id }) => {
      const mark = present.get(`${type}/${id}`);
      return store.put({ ...mark, type, id, version: nextVersion(mark), isSent: true });
    }),
  );
}

/** Mark a thing whose words were encrypted again: others know it, unless it has never left this device. */
export async function markAgain(transaction: WriteTransaction, { type, id }: Thing): Promise<void> {
  const store = transaction.objectStore("outbox");
  const mark = await store.get([type, id]);
  const known = mark ?? ({ type, id, isSent: true } as const);
  await store.put({ ...known, version: nextVersion(mark) });
}

/** Offer a thing again that waited for a key: none of its words does any more. */
export async function releaseForKey(
  transaction: WriteTransaction,
  { type, id }: Thing,
): Promise<void> {
  const store = transaction.objectStore("outbox");
  const { waitsForKey, ...mark } = (await store.get([type, id])) ?? {};
  if (waitsForKey === true) await store.put(mark as OutboxMark);
}

/** Whether a thing has never left this device; false when it may have left. */
export async function isUnsent(
  transaction: WriteTransaction,
  { type, id }: Thing,
): Promise<boolean> {
  const mark = await transaction.objectStore("outbox").get([type, id]);
  return mark !== undefined && mark.isSent !== true;
}

export async function unmark(transaction: WriteTransaction, { type, id }: Thing): Promise<void> {
  await transaction.objectStore("outbox").delete([type, id]);
}
