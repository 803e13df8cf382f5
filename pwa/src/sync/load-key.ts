/** The account's data key, for sealing and opening; unwrapped once, when words are first at stake. */
import { openForSealing } from "../crypto/data-key";
import type { SealingKey } from "../crypto/seal";
import { readKey } from "../db/keys";
import type { Database } from "../db/open";

/** Gives null while the words are locked on this device; asked again, it looks again. */
export function createKeyLoader(database: Database): () => Promise<SealingKey | null> {
  let loaded: SealingKey | null = null;
  return async () => {
    if (loaded !== null) return loaded;
    const stored = await readKey(database);
    if (stored.ok && stored.value !== null) loaded = await openForSealing(stored.value);
    return loaded;
  };
}
