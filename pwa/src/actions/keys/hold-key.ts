/** A device is given the account's data key: by a sign-in, an unlock, or because it made the key itself. */
import type { Session } from "../../api/accounts";
import { failed, type Result } from "../../core/result";
import { openForCeremony, wrapForDevice, type DataKey } from "../../crypto/data-key";
import { openRetired } from "../../crypto/key-ring";
import type { StorageFailure } from "../../db/failures";
import { holdKeys, readHeldKeys } from "../../db/keys";
import type { Database } from "../../db/open";

export type HoldFailure = StorageFailure | { readonly type: "not-the-key" };

/**
 * Hold the key, and all those that it replaced: not every text is encrypted again yet.
 *
 * A device that holds keys of the account takes a new one only if that opens one of them: else a server that
 * answers with a key of its own would have everything encrypted for itself.
 */
export async function holdAccountKey(
  database: Database,
  { account, retired }: Pick<Session, "account" | "retired">,
  dataKey: DataKey,
): Promise<Result<null, HoldFailure>> {
  const older = await openRetired(account, dataKey, retired);
  const known = await opensHeldKey(database, [dataKey, ...older]);
  if (!known.ok) return known;
  if (!known.value) return failed({ type: "not-the-key" });
  const [key, wraps] = await Promise.all([
    wrapForDevice(dataKey),
    Promise.all(older.map(wrapForDevice)),
  ]);
  return holdKeys(database, key, wraps);
}

async function opensHeldKey(
  database: Database,
  offered: readonly DataKey[],
): Promise<Result<boolean, StorageFailure>> {
  const held = await readHeldKeys(database);
  if (!held.ok) return held;
  const { data, retired } = held.value;
  if (data === null) return { ok: true, value: true };
  const mine = await Promise.all([data, ...retired].map(openForCeremony));
  const value = mine.some((own) => offered.some((one) => isSame(own, one)));
  return { ok: true, value };
}

const isSame = (one: DataKey, other: DataKey): boolean =>
  one.id === other.id && one.bytes.every((byte, index) => byte === other.bytes[index]);
