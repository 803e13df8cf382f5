/**
 * One pulled thing is merged into what is stored. What wins is decided by what travels, so that
 * every device decides alike, those too that cannot open the words.
 */
import type { SealedRegister, SealedThing, WriteTransaction } from "../db/schema";
import type { Fact } from "../model/facts";
import { laterRegister, mergeFact, type FactState } from "../model/merge";
import {
  canonicalJson,
  type Fields,
  type Json,
  type RecordType,
  type Register,
  type StoredRecord,
} from "../model/registers";
import { FACT_WORDS, isPlainField } from "../model/sealing";
import { isWireRecord, type WireFact, type WireRecord, type WireThing } from "./protocol";
import { factToWire, openedFields, readFact, recordToWire, type OpenedWords } from "./wire";

/** What comes with a pulled thing. */
export interface Pulled {
  readonly opened: OpenedWords;
  /** The id of the account's data key. */
  readonly keyId: string;
}

/** The thing as it stands now, or null when there was nothing new in it. */
export const mergeThing = (
  transaction: WriteTransaction,
  thing: WireThing,
  pulled: Pulled,
): Promise<StoredRecord | Fact | null> =>
  isWireRecord(thing)
    ? mergeRecord(transaction, thing, pulled)
    : mergePulledFact(transaction, thing, pulled);

async function mergeRecord(
  transaction: WriteTransaction,
  wire: WireRecord,
  { opened, keyId }: Pulled,
): Promise<StoredRecord | null> {
  const { id } = wire;
  // A type that this build does not know is kept all the same, for the build that will.
  const type = wire.type as RecordType;
  const [stored, sealed] = await Promise.all([
    transaction.objectStore("records").get([type, id]),
    transaction.objectStore("sealed").get([type, id]),
  ]);
  const present = stored === undefined ? {} : recordToWire(stored, sealed).fields;
  const winning = Object.entries(wire.fields as Fields).filter(([name, register]) =>
    isNews(present[name] as Register | undefined, register, keyId),
  );
  if (winning.length === 0 && stored !== undefined) return null;
  const names = new Set(winning.map(([name]) => name));
  const words = winning.filter(([name]) => !isPlainField(type, name));
  if (words.length > 0) {
    await transaction.objectStore("sealed").put(withWords({ type, id }, sealed, words));
  }
  const record = { type, id, fields: withFields(stored?.fields ?? {}, names, wire, opened) };
  await transaction.objectStore("records").put(record);
  return record;
}

const isNews = (present: Register | undefined, incoming: Register, keyId: string): boolean =>
  present === undefined || laterRegister(present, incoming, keyId) !== present;

const withWords = (
  key: { readonly type: string; readonly id: string },
  sealed: SealedThing | undefined,
  words: readonly (readonly [string, Register])[],
): SealedThing => ({
  ...key,
  fields: { ...sealed?.fields, ...(Object.fromEntries(words) as Record<string, SealedRegister>) },
});

/**
 * A word that won but did not open is taken away: what it replaced is no longer true. Under the same stamp it
 * is the same word, encrypted again.
 */
function withFields(
  fields: Fields,
  winning: ReadonlySet<string>,
  wire: WireRecord,
  opened: OpenedWords,
): Fields {
  const isKept = (name: string, [, stamp]: Register): boolean =>
    !winning.has(name) || wire.fields[name]?.[1] === stamp;
  const kept = Object.entries(fields).filter(([name, register]) => isKept(name, register));
  const gained = Object.entries(openedFields(wire, opened)).filter(([name]) => winning.has(name));
  return Object.fromEntries([...kept, ...gained]);
}

async function mergePulledFact(
  transaction: WriteTransaction,
  wire: WireFact,
  { opened, keyId }: Pulled,
): Promise<Fact | null> {
  const [stored, sealed] = await Promise.all([
    transaction.objectStore("facts").get(wire.id),
    transaction.objectStore("sealed").get([wire.type, wire.id]),
  ]);
  const present = stored === undefined ? {} : membersOf(factToWire(stored, sealed));
  const merged = mergeFact(present, membersOf(wire), keyId);
  const wireNow: WireFact = { ...merged, type: wire.type, id: wire.id };
  const words = wireNow[FACT_WORDS];
  const isSealedAlike = words === present[FACT_WORDS];
  // What was open here stays open, also while the words are locked: encrypted again, a note is the same.
  const known = stored?.note === undefined ? {} : { [FACT_WORDS]: stored.note };
  const news = words === wire[FACT_WORDS] && !isSealedAlike ? opened : {};
  const fact = readFact(wireNow, words === undefined ? {} : { ...known, ...news });
  if (fact === null || (isSealedAlike && same(fact, stored))) return null;
  await transaction.objectStore("facts").put(fact);
  if (!isSealedAlike) await putWords(transaction, fact, words);
  return fact;
}

/** The words that won, byte for byte; or none. */
async function putWords(
  transaction: WriteTransaction,
  { type, id }: Fact,
  words: unknown,
): Promise<void> {
  const store = transaction.objectStore("sealed");
  if (typeof words !== "string") await store.delete([type, id]);
  else await store.put({ type, id, fields: { [FACT_WORDS]: [words, ""] } });
}

/** A fact's type and id name it; the rest is what is merged. */
function membersOf(wire: WireFact): FactState {
  const members = Object.entries(wire).filter(([name]) => name !== "type" && name !== "id");
  return Object.fromEntries(members) as FactState;
}

const same = (fact: Fact, stored: Fact | undefined): boolean =>
  stored !== undefined &&
  canonicalJson(fact as unknown as Json) === canonicalJson(stored as unknown as Json);
