/** From what is stored on the device to what travels, and back. */
import { isFactId } from "../core/ids";
import { unsealWith, type KeyRing } from "../crypto/key-ring";
import type { SealedThing } from "../db/schema";
import { readFactMembers } from "../model/fact-members";
import type { Fact } from "../model/facts";
import type { Fields, Json, Register, StoredRecord } from "../model/registers";
import { FACT_WORDS, isPlainField } from "../model/sealing";
import { isWireRecord, type WireFact, type WireRecord, type WireThing } from "./protocol";

/** The registers of a record as they travel: plain ones as they are, words as they were sealed. */
export function recordToWire(record: StoredRecord, sealed: SealedThing | undefined): WireRecord {
  const plain = Object.entries(record.fields).filter(([name]) => isPlainField(record.type, name));
  const fields = { ...Object.fromEntries(plain), ...sealed?.fields };
  return { type: record.type, id: record.id, fields: fields as WireRecord["fields"] };
}

export function factToWire(fact: Fact, sealed: SealedThing | undefined): WireFact {
  const plain = Object.entries(fact).filter(
    ([name]) => name === "withdrawn" || isPlainField(fact.type, name),
  );
  const words = sealed?.fields[FACT_WORDS]?.[0];
  const members = words === undefined ? plain : [...plain, [FACT_WORDS, words]];
  return { ...(Object.fromEntries(members) as WireFact), type: fact.type, id: fact.id };
}

/** What a pulled thing says in words, opened before it is written; a word that does not open is not there. */
export type OpenedWords = Readonly<Record<string, Json>>;

/** Where words are opened; null where this device holds no key. */
export interface Opener {
  readonly account: string;
  readonly ring: KeyRing | null;
}

/** Open every word of a thing; what is locked or broken is left out. */
export async function openWords(opener: Opener, thing: WireThing): Promise<OpenedWords> {
  const { account, ring } = opener;
  if (ring === null) return {};
  const opened: Record<string, Json> = {};
  for (const [field, text] of sealedTexts(thing)) {
    const result = await unsealWith(ring, { account, type: thing.type, id: thing.id, field }, text);
    if (result.ok) opened[field] = result.value;
  }
  return opened;
}

/** Each text of a thing, as it travels. */
export function sealedTexts(thing: WireThing): readonly (readonly [field: string, text: string])[] {
  if (!isWireRecord(thing)) {
    const words = thing[FACT_WORDS];
    return typeof words === "string" ? [[FACT_WORDS, words]] : [];
  }
  return Object.entries(thing.fields)
    .filter(([name]) => !isPlainField(thing.type, name))
    .flatMap(([name, [value]]) => (typeof value === "string" ? [[name, value] as const] : []));
}

/** A fact as it travels, checked; null for one of a type that this build does not know, or without its members. */
export function readFact(wire: WireFact, opened: OpenedWords): Fact | null {
  const members = isFactId(wire.id) ? readFactMembers(wire) : null;
  if (members === null) return null;
  const note = opened[FACT_WORDS];
  return {
    ...members,
    ...(typeof note === "string" ? { note } : {}),
    ...(wire["withdrawn"] === true ? { withdrawn: true } : {}),
  };
}

/** The registers that a person sees: plain ones, and the words that could be opened. */
export function openedFields(wire: WireRecord, opened: OpenedWords): Fields {
  const entries = Object.entries(wire.fields).flatMap(([name, [value, stamp]]) => {
    if (isPlainField(wire.type, name)) return [[name, [value as Json, stamp] as Register] as const];
    const words = opened[name];
    return words === undefined ? [] : [[name, [words, stamp] as Register] as const];
  });
  return Object.fromEntries(entries);
}
