/** What is offered next: things that no server has confirmed, as many as one request takes. */
import type { Result } from "../core/result";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import { readPosition } from "../db/position";
import type { OutboxMark, SyncPosition, WriteTransaction } from "../db/schema";
import { readViewVersion } from "../db/shared-view";
import { MAX_CHANGES_BYTES, type WireThing } from "./protocol";
import { factToWire, recordToWire } from "./wire";

export interface Offer {
  /** The mark as it stood; an edit made meanwhile has a higher version. */
  readonly mark: OutboxMark;
  readonly thing: WireThing;
}

export interface SyncBatch {
  readonly position: SyncPosition;
  readonly offers: readonly Offer[];
  /** Whether the outbox held nothing beyond these offers. */
  readonly isLast: boolean;
  /** Which view of a partner was here when this was asked. */
  readonly viewVersion: number;
}

/**
 * Take up to `most` things and note that they may have left the device: from then on an undo is
 * a withdrawal that travels, for the server may know the thing although no answer ever came.
 * What ends something waits for the next run unless this one has sent its command (`commands`): the command
 * goes first, and would find nothing to end.
 */
export const takeBatch = (
  database: Database,
  most: number,
  commands: ReadonlySet<string> = new Set(),
): Promise<Result<SyncBatch, StorageFailure>> =>
  database.write(async (transaction) => {
    const position = await readPosition(transaction);
    const { due, isWhole } = await readDue(transaction, most, commands);
    const read = await Promise.all(due.map((mark) => readOffer(transaction, mark)));
    const found = read.filter((offer) => offer !== null);
    const offers = withinSize(found);
    await Promise.all(
      offers
        .filter(({ mark }) => mark.isSent !== true)
        .map(({ mark }) => transaction.objectStore("outbox").put({ ...mark, isSent: true })),
    );
    const isLast = isWhole && offers.length === found.length;
    return { position, offers, isLast, viewVersion: await readViewVersion(transaction) };
  });

/** Up to `most` marks of what may be offered now; `isWhole`: there are no others. */
async function readDue(
  transaction: WriteTransaction,
  most: number,
  commands: ReadonlySet<string>,
): Promise<{ readonly due: readonly OutboxMark[]; readonly isWhole: boolean }> {
  const isDue = ({ ends = [], waitsForKey }: OutboxMark): boolean =>
    waitsForKey !== true && ends.every(({ command }) => commands.has(command));
  const due: OutboxMark[] = [];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const marks = await transaction.objectStore("outbox").getAll(range, most);
    for (const mark of marks) if (isDue(mark)) due.push(mark);
    const last = marks.at(-1);
    if (last === undefined || marks.length < most) {
      return { due: due.slice(0, most), isWhole: due.length <= most };
    }
    if (due.length >= most) return { due: due.slice(0, most), isWhole: false };
    range = IDBKeyRange.lowerBound([last.type, last.id], true);
  }
}

/** Null when what was marked is gone: then there is nothing to say about it. */
async function readOffer(transaction: WriteTransaction, mark: OutboxMark): Promise<Offer | null> {
  const thing = await readThing(transaction, mark);
  if (thing === null) await transaction.objectStore("outbox").delete([mark.type, mark.id]);
  return thing === null ? null : { mark, thing };
}

async function readThing(
  transaction: WriteTransaction,
  { type, id }: OutboxMark,
): Promise<WireThing | null> {
  const sealed = await transaction.objectStore("sealed").get([type, id]);
  const record = await transaction.objectStore("records").get([type, id]);
  if (record !== undefined) return recordToWire(record, sealed);
  const fact = await transaction.objectStore("facts").get(id);
  return fact === undefined ? null : factToWire(fact, sealed);
}

/** The first always goes, whatever its size: only the server can say that it is too large. */
function withinSize(offers: readonly Offer[]): readonly Offer[] {
  let bytes = 0;
  const fitting = offers.findIndex(({ thing }, index) => {
    bytes += JSON.stringify(thing).length;
    return index > 0 && bytes > MAX_CHANGES_BYTES;
  });
  return fitting === -1 ? offers : offers.slice(0, fitting);
}
