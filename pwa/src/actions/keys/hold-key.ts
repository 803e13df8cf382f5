/** A device is given the account's data key: by a sign-in, an unlock, or because it made the key itself. */
import type { Session } from "../../api/accounts";
import type { Result } from "../../core/result";
import { wrapForDevice, type DataKey } from "../../crypto/data-key";
import { openRetired } from "../../crypto/key-ring";
import type { StorageFailure } from "../../db/failures";
import { holdKeys } from "../../db/keys";
import type { Database } from "../../db/open";

/** Hold the key, and all those that it replaced: not every text is encrypted again yet. */
export async function holdAccountKey(
  database: Database,
  { account, retired }: Pick<Session, "account" | "retired">,
  dataKey: DataKey,
): Promise<Result<null, StorageFailure>> {
  const older = await openRetired(account, dataKey, retired);
  const [key, wraps] = await Promise.all([
    wrapForDevice(dataKey),
    Promise.all(older.map(wrapForDevice)),
  ]);
  return holdKeys(database, key, wraps);
}
