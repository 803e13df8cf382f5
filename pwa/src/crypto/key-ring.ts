/** The data keys that a device holds: the present one encrypts, and each opens what names it. */
import { fromBase64url, toBase64url } from "../core/base64url";
import { failed, type Result } from "../core/result";
import type { Json } from "../model/registers";
import { asSealingKey, isDataKey, type DataKey } from "./data-key";
import { keyIdOf, seal, unseal, type Place, type SealFailure, type SealingKey } from "./seal";

export interface KeyRing {
  /** Null while the account has a newer key that is not here: nothing more is encrypted on this device. */
  readonly current: SealingKey | null;
  /** By id; those that were replaced too. */
  readonly keys: ReadonlyMap<string, SealingKey>;
}

/** A key that was replaced, as the server stores it: encrypted under one that came later. */
export interface RetiredWrap {
  readonly key: string;
  readonly wrap: string;
}

/** Open a value with the key that it names. */
export async function unsealWith(
  ring: KeyRing,
  place: Place,
  sealed: string,
): Promise<Result<Json, SealFailure>> {
  const keyId = keyIdOf(sealed);
  const key = ring.keys.get(keyId);
  return key === undefined ? failed({ type: "locked", keyId }) : unseal(key, place, sealed);
}

/** The key that is replaced, for whoever has the one that replaces it. */
export async function wrapRetired(
  account: string,
  newer: DataKey,
  { id, bytes }: DataKey,
): Promise<RetiredWrap> {
  const key = await asSealingKey(newer);
  return { key: id, wrap: await seal(key, placeOf(account, id), toBase64url(bytes)) };
}

/** Every key that was replaced and can be opened from this one on, each by the one after it. */
export async function openRetired(
  account: string,
  dataKey: DataKey,
  wraps: readonly RetiredWrap[],
): Promise<readonly DataKey[]> {
  const found = [dataKey];
  // Those that are found here are looked through in their turn.
  for (const holder of found) {
    const key = await asSealingKey(holder);
    for (const { key: id, wrap } of wraps) {
      if (found.some((known) => known.id === id)) continue;
      const opened = await unseal(key, placeOf(account, id), wrap);
      const bytes = opened.ok && typeof opened.value === "string" ? opened.value : "";
      const older = { id, bytes: fromBase64url(bytes) };
      if (isDataKey(older)) found.push(older);
    }
  }
  return found.slice(1);
}

const placeOf = (account: string, keyId: string): Place => ({
  account,
  type: "wrap",
  id: "retired",
  field: keyId,
});
