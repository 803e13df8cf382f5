/** Edits of a clock that was ahead get new stamps: only their author knows them, so nobody else is misled. */
import { stampToMs, type StampClock } from "../core/clock";
import type { Result } from "../core/result";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import { markDirty } from "../db/outbox";
import type { SealedThing, WriteTransaction } from "../db/schema";
import { isPromiseEvent, type Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";
import { CLOCK_TOLERANCE_MS } from "./protocol";

/** Stamp again what waits in the outbox with a stamp later than the server's `nowMs`. */
export async function restampAhead(
  database: Database,
  stamps: StampClock,
  nowMs: number,
): Promise<Result<null, StorageFailure>> {
  stamps.rewind();
  return database.write(async (transaction) => {
    const marks = await transaction.objectStore("outbox").getAll();
    const isAhead = (stamp: string): boolean =>
      stamp !== "" && stampToMs(stamp) > nowMs + CLOCK_TOLERANCE_MS;
    for (const { type, id } of marks) {
      const record = await transaction.objectStore("records").get([type, id]);
      if (record !== undefined) await restamp(transaction, record, isAhead, stamps);
      else await restampFact(transaction, id, isAhead, stamps);
    }
    return null;
  });
}

async function restamp(
  transaction: WriteTransaction,
  record: StoredRecord,
  isAhead: (stamp: string) => boolean,
  stamps: StampClock,
): Promise<void> {
  const { type, id } = record;
  const sealed = await transaction.objectStore("sealed").get([type, id]);
  // Fields that were edited together stay together, in the order of their old stamps.
  const old = [...stampsOf(record), ...stampsOf(sealed)].filter(isAhead);
  if (old.length === 0) return;
  const renewed = new Map([...new Set(old)].sort().map((stamp) => [stamp, stamps.issue()]));
  await transaction.objectStore("records").put(withStamps(record, renewed));
  if (sealed !== undefined) {
    await transaction.objectStore("sealed").put(withStamps(sealed, renewed));
  }
  await markDirty(transaction, record);
}

/** A fact never changes once others may know it; of one with a stamp from the future they took nothing. */
async function restampFact(
  transaction: WriteTransaction,
  id: string,
  isAhead: (stamp: string) => boolean,
  stamps: StampClock,
): Promise<void> {
  const fact: Fact | undefined = await transaction.objectStore("facts").get(id);
  if (fact === undefined || !isPromiseEvent(fact) || !isAhead(fact.stamp)) return;
  await transaction.objectStore("facts").put({ ...fact, stamp: stamps.issue() });
  await markDirty(transaction, fact);
}

const stampsOf = (thing: StoredRecord | SealedThing | undefined): readonly string[] =>
  Object.values(thing?.fields ?? {}).map(([, stamp]) => stamp);

function withStamps<Thing extends StoredRecord | SealedThing>(
  thing: Thing,
  renewed: ReadonlyMap<string, string>,
): Thing {
  const fields = Object.entries(thing.fields).map(([name, [value, stamp]]) => [
    name,
    [value, renewed.get(stamp) ?? stamp],
  ]);
  return { ...thing, fields: Object.fromEntries(fields) as Thing["fields"] };
}
