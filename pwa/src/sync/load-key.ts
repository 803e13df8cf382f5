/** The account's data keys, for sealing and opening; each is unwrapped once, when words are first at stake. */
import { openForSealing } from "../crypto/data-key";
import type { KeyRing } from "../crypto/key-ring";
import type { SealingKey } from "../crypto/seal";
import { readHeldKeys } from "../db/keys";
import type { Database } from "../db/open";
import type { HeldKey } from "../db/schema";

export interface KeyLoader {
  /** Null while this device holds no key at all; asked again, it looks again, for another tab may change it. */
  (): Promise<KeyRing | null>;
  readonly forget: () => void;
}

export function createKeyLoader(database: Database): KeyLoader {
  const loaded = new Map<string, SealingKey>();
  const open = async (held: HeldKey): Promise<SealingKey> => {
    const key = loaded.get(held.id) ?? (await openForSealing(held));
    loaded.set(held.id, key);
    return key;
  };
  const load = async (): Promise<KeyRing | null> => {
    const held = await readHeldKeys(database);
    if (!held.ok || held.value.data === null) return null;
    const { data, retired, isOutdated } = held.value;
    const present = await open(data);
    const all = [present, ...(await Promise.all(retired.map(open)))];
    return {
      current: isOutdated ? null : present,
      keys: new Map(all.map((key) => [key.id, key])),
    };
  };
  return Object.assign(load, {
    forget: () => {
      loaded.clear();
    },
  });
}
