/** The sealed form of words, kept beside them: sent again as it was, never sealed twice. */
import type { SealedThing, WriteTransaction } from "./schema";

/**
 * Keep what was sealed on this device. A later stamp replaces; under an equal one what is kept stands,
 * for it may have been sent, and the same words sealed again are other bytes.
 */
export async function keepSealed(
  transaction: WriteTransaction,
  things: readonly SealedThing[],
): Promise<void> {
  await Promise.all(things.map((thing) => keepOne(transaction, thing)));
}

async function keepOne(transaction: WriteTransaction, thing: SealedThing): Promise<void> {
  const store = transaction.objectStore("sealed");
  const present = await store.get([thing.type, thing.id]);
  await store.put(present === undefined ? thing : withLater(present, thing));
}

function withLater(present: SealedThing, added: SealedThing): SealedThing {
  const later = Object.entries(added.fields).filter(([name, [, stamp]]) => {
    const kept = present.fields[name];
    return kept === undefined || stamp > kept[1];
  });
  return { ...present, fields: { ...present.fields, ...Object.fromEntries(later) } };
}

export async function dropSealed(
  transaction: WriteTransaction,
  { type, id }: Pick<SealedThing, "type" | "id">,
): Promise<void> {
  await transaction.objectStore("sealed").delete([type, id]);
}
