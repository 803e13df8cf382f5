/** Keys on this device: the data key, wrapped, and the secret by which imports are keyed. */
import type { Result } from "../core/result";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { StoredKey } from "./schema";

/** Null while the words of the account are locked here, and without an account. */
export const readKey = (database: Database): Promise<Result<StoredKey | null, StorageFailure>> =>
  database.read(async (transaction) => {
    const stored = await transaction.objectStore("keys").get("data");
    return stored?.name === "data" ? stored : null;
  });

export const writeKey = (
  database: Database,
  key: Omit<StoredKey, "name">,
): Promise<Result<string, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("keys").put({ name: "data", ...key }));

const SECRET_BYTES = 32;

/** The secret of this device's imports; made when it is first asked for. */
export function readImportSecret(
  database: Database,
): Promise<Result<Uint8Array<ArrayBuffer>, StorageFailure>> {
  const fresh = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return database.write(async (transaction) => {
    const store = transaction.objectStore("keys");
    const stored = await store.get("imports");
    if (stored?.name === "imports") return stored.secret;
    await store.put({ name: "imports", secret: fresh });
    return fresh;
  });
}
