/** The account's data key, for sealing and opening; unwrapped once, when words are first at stake. */
import { openForSealing } from "../crypto/data-key";
import type { SealingKey } from "../crypto/seal";
import { readKey } from "../db/keys";
import type { Database } from "../db/open";

export interface KeyLoader {
  /** Null while the words are locked on this device; asked again, it looks again. */
  (): Promise<SealingKey | null>;
  readonly forget: () => void;
}

export function createKeyLoader(database: Database): KeyLoader {
  let loaded: SealingKey | null = null;
  const load = async (): Promise<SealingKey | null> => {
    if (loaded !== null) return loaded;
    const stored = await readKey(database);
    if (stored.ok && stored.value !== null) loaded = await openForSealing(stored.value);
    return loaded;
  };
  return Object.assign(load, {
    forget: () => {
      loaded = null;
    },
  });
}
