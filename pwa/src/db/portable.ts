/** Everything out, everything in, everything gone. */
import type { Result } from "../core/result";
import type { Draft, FormDraft } from "../model/drafts";
import { FACT_TYPES, type Fact } from "../model/facts";
import { mergeFields } from "../model/merge";
import type { StoredRecord } from "../model/registers";
import type { Changes } from "./changes";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markDirty, markKnown } from "./outbox";
import { ALL_STORES, type ReadTransaction, type WriteTransaction } from "./schema";
import { keepSealed } from "./sealed";
import { sealWords, type Sealer, type WordsLocked } from "./sealer";

export interface Everything {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

/** All that is recorded, in the order of the keys, so that equal contents give equal files. */
export const readEverything = (database: Database): Promise<Result<Everything, StorageFailure>> =>
  database.read(async (transaction) => {
    const records = await transaction.objectStore("records").getAll();
    const facts: Fact[] = [];
    await eachFact(transaction, (fact) => facts.push(fact));
    return { records, facts };
  });

/** What moves from one database to another. */
export interface Move {
  readonly things: Everything;
  readonly drafts: readonly (Draft | FormDraft)[];
  /** Another one after every later write. */
  readonly mark: string;
}

export const readForMoving = (database: Database): Promise<Result<Move, StorageFailure>> =>
  database.read(async (transaction) => {
    const [records, facts, drafts, mark] = await Promise.all([
      transaction.objectStore("records").getAll(),
      transaction.objectStore("facts").getAll(),
      transaction.objectStore("drafts").getAll(),
      markOf(transaction),
    ]);
    return { things: { records, facts }, drafts, mark };
  });

/** Every write leaves its trace in the outbox, but for drafts, which are few and read whole. */
async function markOf(transaction: ReadTransaction | WriteTransaction): Promise<string> {
  // The two kinds of transaction differ in type only.
  const reading = transaction as ReadTransaction;
  const [marks, drafts] = await Promise.all([
    reading.objectStore("outbox").getAll(),
    reading.objectStore("drafts").getAll(),
  ]);
  return [
    ...marks.map(({ type, id, version }) => `${type}/${id}/${version}`),
    JSON.stringify(drafts),
  ].join();
}

/** A file of all facts is about to leave: what is withdrawn from now on must stay known as withdrawn. */
export const markExported = (database: Database): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const store = transaction.objectStore("outbox");
    const ranges = FACT_TYPES.map((type) => IDBKeyRange.bound([type, ""], [type, "\uffff"]));
    const marks = await Promise.all(ranges.map((range) => store.getAll(range)));
    const unsent = marks.flat().filter(({ isSent }) => isSent !== true);
    for (let at = 0; at < unsent.length; at += FACTS_PER_STEP) {
      const step = unsent.slice(at, at + FACTS_PER_STEP);
      await Promise.all(step.map((mark) => store.put({ ...mark, isSent: true })));
    }
    return null;
  });

/** How many things a merge brought that were not here before. */
export interface Merged {
  readonly records: number;
  readonly facts: number;
}

/** How many of the facts of a merge are written; all of them count, or none. */
export type OnProgress = (written: number, total: number) => void;

const FACTS_PER_STEP = 2_000;

/** Merge into what is here: the union of the facts, withdrawn wins; the later stamp of each field. */
export async function mergeEverything(
  database: Database,
  changes: Changes,
  sealer: Sealer | null,
  incoming: Everything,
  onProgress: OnProgress = () => undefined,
): Promise<Result<Merged, StorageFailure | WordsLocked>> {
  const sealed = await sealWords(sealer, incoming);
  if (!sealed.ok) return sealed;
  const result = await database.write(async (transaction) => {
    await keepSealed(transaction, sealed.value);
    const changed = await Promise.all(
      incoming.records.map((record) => mergeRecord(transaction, record)),
    );
    const records = changed.filter(Boolean).length;
    const facts = await mergeFacts(transaction, incoming.facts, onProgress);
    if (records + facts > 0) await transaction.objectStore("checkpoints").clear();
    return { records, facts };
  });
  if (result.ok) changes.publish({ type: "replaced" });
  return result;
}

/** Erase this device. */
export async function eraseEverything(
  database: Database,
  changes: Changes,
): Promise<Result<null, StorageFailure>> {
  const result = await database.write(async (transaction) => {
    await Promise.all(ALL_STORES.map((store) => transaction.objectStore(store).clear()));
    return null;
  });
  if (result.ok) changes.publish({ type: "replaced" });
  return result;
}

/** Erase it if nothing was written since `mark` was read; tells whether it did. */
export async function eraseIfUnchanged(
  database: Database,
  changes: Changes,
  mark: string,
): Promise<Result<boolean, StorageFailure>> {
  const result = await database.write(async (transaction) => {
    if ((await markOf(transaction)) !== mark) return false;
    await Promise.all(ALL_STORES.map((store) => transaction.objectStore(store).clear()));
    return true;
  });
  if (result.ok && result.value) changes.publish({ type: "replaced" });
  return result;
}

async function mergeRecord(transaction: WriteTransaction, record: StoredRecord): Promise<boolean> {
  const store = transaction.objectStore("records");
  const stored = await store.get([record.type, record.id]);
  const fields = mergeFields(stored?.fields ?? {}, record.fields);
  if (stored !== undefined && sameRegisters(stored.fields, fields)) return false;
  await store.put({ ...record, fields });
  await markDirty(transaction, record);
  return true;
}

/** Decades may come at once: the page draws between the steps, and the transaction stays one. */
async function mergeFacts(
  transaction: WriteTransaction,
  incoming: readonly Fact[],
  onProgress: OnProgress,
): Promise<number> {
  const isWithdrawnById = new Map<string, boolean>();
  await eachFact(transaction, ({ id, withdrawn }) => isWithdrawnById.set(id, withdrawn === true));
  const news = incoming.filter(
    ({ id, withdrawn }) =>
      !isWithdrawnById.has(id) || (withdrawn === true && isWithdrawnById.get(id) === false),
  );
  const store = transaction.objectStore("facts");
  for (let at = 0; at < news.length; at += FACTS_PER_STEP) {
    onProgress(at, news.length);
    const step = news.slice(at, at + FACTS_PER_STEP);
    await Promise.all(
      step.flatMap((fact) => [
        isWithdrawnById.has(fact.id) ? markDirty(transaction, fact) : markKnown(transaction, fact),
        store.put(fact),
      ]),
    );
  }
  onProgress(news.length, news.length);
  return news.length;
}

/** Every fact in the order of ids, read in steps. */
async function eachFact(
  transaction: ReadTransaction | WriteTransaction,
  look: (fact: Fact) => void,
): Promise<void> {
  const store = (transaction as ReadTransaction).objectStore("facts");
  let range: IDBKeyRange | undefined;
  for (;;) {
    const facts = await store.getAll(range, FACTS_PER_STEP);
    facts.forEach(look);
    const last = facts.at(-1);
    if (last === undefined || facts.length < FACTS_PER_STEP) return;
    range = IDBKeyRange.lowerBound(last.id, true);
  }
}

/** A merge hands back the very registers that won, so that identity tells whether anything is new. */
const sameRegisters = (left: StoredRecord["fields"], right: StoredRecord["fields"]): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, register]) => right[name] === register);
