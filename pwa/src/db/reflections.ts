/** Reflections are read when somebody looks at them, and no start waits for years of them. */
import type { Result } from "../core/result";
import type { StoredRecord } from "../model/registers";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";

const OF_REFLECTIONS = (): IDBKeyRange =>
  IDBKeyRange.bound(["reflection", ""], ["reflection", "\uffff"]);

export const readReflections = (
  database: Database,
): Promise<Result<readonly StoredRecord[], StorageFailure>> =>
  database.read((transaction) => transaction.objectStore("records").getAll(OF_REFLECTIONS()));
