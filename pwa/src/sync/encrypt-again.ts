/**
 * After the data key has changed, what is stored is encrypted again: the same words under the same stamps,
 * which is no edit. Page by page; how far it is shows in the store alone, so it may end anywhere and be begun by
 * any device, several at once too.
 */
import { success, type Result } from "../core/result";
import { unsealWith, type KeyRing } from "../crypto/key-ring";
import { keyIdOf, seal, type Place, type SealingKey } from "../crypto/seal";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import { markAgain, releaseForKey } from "../db/outbox";
import type { ReadTransaction, SealedRegister, SealedThing, WriteTransaction } from "../db/schema";
import type { Json } from "../model/registers";
import { FACT_WORDS } from "../model/sealing";

/** How many things have been encrypted again in this run, of how many. */
export interface AgainProgress {
  readonly done: number;
  readonly total: number;
}

/** Null when it is done: then nobody needs to know. */
export type ReportAgain = (progress: AgainProgress | null) => void;

export interface AgainContext {
  readonly account: string;
  readonly database: Database;
  readonly loadKey: () => Promise<KeyRing | null>;
}

/** What is stored of a thing: its texts, and the words themselves where they are open here. */
interface Stored {
  readonly sealed: SealedThing;
  readonly words: Readonly<Record<string, readonly [value: Json, stamp: string]>>;
}

/** As many as make one request of ordinary size. */
const PAGE = 100;
const ROWS_PER_READ = 500;

/**
 * Encrypt everything again that is not under the present key; after each page `send` takes it to the
 * server. What does not open here is left to a device where it does.
 */
export async function encryptAgain<Failure extends { readonly type: string }>(
  context: AgainContext,
  send: () => Promise<Result<null, Failure>>,
  report: ReportAgain,
): Promise<Result<number, Failure | StorageFailure>> {
  const ring = await context.loadKey();
  if (ring?.current == null) return success(0);
  const found = await findOld(context.database, ring, ring.current.id);
  if (!found.ok) return found;
  let done = 0;
  for (let at = 0; at < found.value.length; at += PAGE) {
    report({ done, total: found.value.length });
    const page = found.value.slice(at, at + PAGE);
    const written = await encryptPage(context, { ring, current: ring.current }, page);
    if (!written.ok) return written;
    const sent = await send();
    if (!sent.ok) return sent;
    done += page.length;
  }
  return success(done);
}

type Key = readonly [type: string, id: string];

/** The things with a text under another key that this device can open, and those that wait for a key. */
const findOld = (
  database: Database,
  { keys }: KeyRing,
  keyId: string,
): Promise<Result<readonly Key[], StorageFailure>> =>
  database.read(async (transaction) => {
    const marks = await transaction.objectStore("outbox").getAll();
    const waiting = marks.filter(({ waitsForKey }) => waitsForKey === true);
    const found = new Map(waiting.map(({ type, id }) => [`${type}/${id}`, [type, id] as const]));
    // With one key alone, all that opens is under it.
    if (keys.size === 1) return [...found.values()];
    const isOld = ([text]: SealedRegister): boolean =>
      keyIdOf(text) !== keyId && keys.has(keyIdOf(text));
    await eachSealed(transaction, ({ type, id, fields }) => {
      if (Object.values(fields).some(isOld)) found.set(`${type}/${id}`, [type, id]);
    });
    return [...found.values()];
  });

async function eachSealed(
  transaction: ReadTransaction,
  look: (thing: SealedThing) => void,
): Promise<void> {
  const store = transaction.objectStore("sealed");
  let range: IDBKeyRange | undefined;
  for (;;) {
    const things = await store.getAll(range, ROWS_PER_READ);
    things.forEach(look);
    const last = things.at(-1);
    if (last === undefined || things.length < ROWS_PER_READ) return;
    range = IDBKeyRange.lowerBound([last.type, last.id], true);
  }
}

interface Keys {
  readonly ring: KeyRing;
  readonly current: SealingKey;
}

async function encryptPage(
  { account, database }: AgainContext,
  keys: Keys,
  page: readonly Key[],
): Promise<Result<null, StorageFailure>> {
  const read = await database.read((transaction) =>
    Promise.all(page.map((key) => readStored(transaction, key))),
  );
  if (!read.ok) return read;
  const renewed = await Promise.all(
    read.value.map(async (stored) => ({
      stored: stored.sealed,
      fields: await encryptThing(account, keys, stored),
    })),
  );
  return database.write(async (transaction) => {
    for (const { stored, fields } of renewed) {
      await replaceTexts(transaction, stored, fields, keys.current.id);
    }
    return null;
  });
}

async function readStored(transaction: ReadTransaction, [type, id]: Key): Promise<Stored> {
  const [sealed, record, fact] = await Promise.all([
    transaction.objectStore("sealed").get([type, id]),
    transaction.objectStore("records").get([type, id]),
    transaction.objectStore("facts").get(id),
  ]);
  const note = fact?.note === undefined ? {} : { [FACT_WORDS]: [fact.note, ""] as const };
  return { sealed: sealed ?? { type, id, fields: {} }, words: record?.fields ?? note };
}

/** Each text of the thing that was under another key, under the present one. */
async function encryptThing(
  account: string,
  { ring, current }: Keys,
  { sealed: { type, id, fields }, words }: Stored,
): Promise<Readonly<Record<string, SealedRegister>>> {
  const renewed: Record<string, SealedRegister> = {};
  for (const [field, [text, stamp]] of Object.entries(fields)) {
    if (keyIdOf(text) === current.id) continue;
    const place: Place = { account, type, id, field };
    const [value, writtenAt] = words[field] ?? [];
    // The words as they are open here are those of the text if they were written under the same stamp.
    const isOpen = value !== undefined && writtenAt === stamp;
    const opened = isOpen ? success(value) : await unsealWith(ring, place, text);
    if (opened.ok) renewed[field] = [await seal(current, place, opened.value), stamp];
  }
  return renewed;
}

/** Only a text that still is what was read: anything else has been written since, and is newer. */
async function replaceTexts(
  transaction: WriteTransaction,
  read: SealedThing,
  renewed: Readonly<Record<string, SealedRegister>>,
  keyId: string,
): Promise<void> {
  const { type, id } = read;
  const store = transaction.objectStore("sealed");
  const present = await store.get([type, id]);
  const isSame = ([field]: readonly [string, SealedRegister]): boolean =>
    present?.fields[field]?.[0] === read.fields[field]?.[0];
  const replaced = Object.entries(renewed).filter(isSame);
  const fields = { ...present?.fields, ...Object.fromEntries(replaced) };
  if (replaced.length > 0) {
    await store.put({ type, id, fields });
    await markAgain(transaction, read);
  }
  const isWhole = Object.values(fields).every(([text]) => keyIdOf(text) === keyId);
  if (isWhole) await releaseForKey(transaction, read);
}
