/** The words were locked and no longer are: what came sealed meanwhile is opened where it lies. */
import type { Result } from "../core/result";
import type { KeyRing } from "../crypto/key-ring";
import type { Changes } from "../db/changes";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import type { SealedThing, WriteTransaction } from "../db/schema";
import type { StoredRecord } from "../model/registers";
import { FACT_WORDS } from "../model/sealing";
import type { WireThing } from "./protocol";
import { openWords, type OpenedWords } from "./wire";

/** Open every word on this device that is only here in its sealed form. */
export async function openStoredWords(
  database: Database,
  changes: Changes,
  account: string,
  ring: KeyRing,
): Promise<Result<null, StorageFailure>> {
  const sealed = await database.read((transaction) => transaction.objectStore("sealed").getAll());
  if (!sealed.ok) return sealed;
  const opened = await Promise.all(
    sealed.value.map(
      async (thing) => [thing, await openWords({ account, ring }, toWire(thing))] as const,
    ),
  );
  const result = await database.write(async (transaction) => {
    for (const [thing, words] of opened) await putWords(transaction, thing, words);
    return null;
  });
  if (result.ok) changes.publish({ type: "replaced" });
  return result;
}

/** A fact's words carry no stamp. */
const toWire = ({ type, id, fields }: SealedThing): WireThing => {
  const words = fields[FACT_WORDS];
  return words?.[1] === ""
    ? { type, id, [FACT_WORDS]: words[0] }
    : {
        type,
        id,
        fields: Object.fromEntries(Object.entries(fields).map(([n, [v, s]]) => [n, [v, s]])),
      };
};

async function putWords(
  transaction: WriteTransaction,
  thing: SealedThing,
  words: OpenedWords,
): Promise<void> {
  const { type, id } = thing;
  const record = await transaction.objectStore("records").get([type, id]);
  if (record !== undefined) {
    await transaction.objectStore("records").put(withWords(record, thing, words));
    return;
  }
  const fact = await transaction.objectStore("facts").get(id);
  const note = words[FACT_WORDS];
  if (fact !== undefined && typeof note === "string") {
    await transaction.objectStore("facts").put({ ...fact, note });
  }
}

function withWords(record: StoredRecord, sealed: SealedThing, words: OpenedWords): StoredRecord {
  const opened = Object.entries(sealed.fields).flatMap(([name, [, stamp]]) => {
    const value = words[name];
    // Edited since, in the open: then the words that are here are the later ones.
    const isLater = (record.fields[name]?.[1] ?? "") > stamp;
    return value === undefined || isLater ? [] : [[name, [value, stamp] as const] as const];
  });
  return {
    type: record.type,
    id: record.id,
    fields: { ...record.fields, ...Object.fromEntries(opened) },
  };
}
