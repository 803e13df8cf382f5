/** Seals words under the account's data key, each for its place. */
import { failed, success } from "../core/result";
import type { KeyRing } from "../crypto/key-ring";
import { seal, type SealingKey } from "../crypto/seal";
import type { SealedRegister, SealedThing } from "../db/schema";
import type { Sealer } from "../db/sealer";
import type { Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";
import { FACT_WORDS, isPlainField } from "../model/sealing";

/** `loadKey` gives no present key while the words are locked on this device. */
export function createSealer(account: string, loadKey: () => Promise<KeyRing | null>): Sealer {
  return {
    seal: async ({ records, facts }) => {
      const key = (await loadKey())?.current ?? null;
      if (key === null) return failed({ type: "words-locked" });
      const things = await Promise.all([
        ...records.map((record) => sealRecord(key, account, record)),
        ...facts.map((fact) => sealFact(key, account, fact)),
      ]);
      return success(things);
    },
  };
}

async function sealRecord(
  key: SealingKey,
  account: string,
  { type, id, fields }: StoredRecord,
): Promise<SealedThing> {
  const words = Object.entries(fields).filter(([name]) => !isPlainField(type, name));
  const sealed = await Promise.all(
    words.map(async ([field, [value, stamp]]): Promise<readonly [string, SealedRegister]> => [
      field,
      [await seal(key, { account, type, id, field }, value), stamp],
    ]),
  );
  return { type, id, fields: Object.fromEntries(sealed) };
}

async function sealFact(
  key: SealingKey,
  account: string,
  { type, id, note }: Fact,
): Promise<SealedThing> {
  const text = await seal(key, { account, type, id, field: FACT_WORDS }, note ?? "");
  return { type, id, fields: { [FACT_WORDS]: [text, ""] } };
}
