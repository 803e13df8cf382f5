/** The data key on this device, wrapped; null while the words of the account are locked here. */
import type { Result } from "../core/result";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { StoredKey } from "./schema";

export const readKey = (database: Database): Promise<Result<StoredKey | null, StorageFailure>> =>
  database.read(async (transaction) => (await transaction.objectStore("keys").get("data")) ?? null);

export const writeKey = (
  database: Database,
  key: Omit<StoredKey, "name">,
): Promise<Result<string, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("keys").put({ name: "data", ...key }));
