/** What seals words before they are written; handed in from above, for storage knows no keys. */
import type { Result } from "../core/result";
import type { Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";
import { isPlainField } from "../model/sealing";
import type { SealedThing } from "./schema";

export interface Words {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

/** The words are locked on this device: dates and ticks can be written, words cannot. */
export interface WordsLocked {
  readonly type: "words-locked";
}

export interface Sealer {
  /** The sealed form of every word in these things; one entry for each thing that has any. */
  readonly seal: (words: Words) => Promise<Result<readonly SealedThing[], WordsLocked>>;
}

/** Only what holds words; most taps hold none, and need no key. */
export function wordsOf({ records, facts }: Words): Words {
  return {
    records: records.filter((record) =>
      Object.keys(record.fields).some((name) => !isPlainField(record.type, name)),
    ),
    facts: facts.filter((fact) => fact.note !== undefined),
  };
}

/** Seal what there is to seal; a device without an account has no sealer, and nothing travels. */
export async function sealWords(
  sealer: Sealer | null,
  words: Words,
): Promise<Result<readonly SealedThing[], WordsLocked>> {
  const { records, facts } = wordsOf(words);
  if (sealer === null || records.length + facts.length === 0) return { ok: true, value: [] };
  return sealer.seal({ records, facts });
}
