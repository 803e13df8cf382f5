/** What can go wrong with the storage of a device, as values that a screen can put into words. */
export type StorageFailure =
  /** No room left: nothing of this write was kept. */
  | { readonly type: "storage-full" }
  /** This browser, or this private window, has no IndexedDB. */
  | { readonly type: "storage-missing" }
  /** The handle died and reopening it did not help: nothing of this write was kept. */
  | { readonly type: "storage-lost" }
  /** The data was written by a newer build of Kept. */
  | { readonly type: "storage-newer" };

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

const FULL = new Set(["QuotaExceededError"]);
const MISSING = new Set(["SecurityError", "NotSupportedError", "NotAllowedError"]);
/** Seen when the browser has dropped the connection under us; a new one usually works. */
const DEAD_HANDLE = new Set([
  "AbortError",
  "InvalidStateError",
  "TimeoutError",
  "TransactionInactiveError",
  "UnknownError",
]);

export const isDeadHandle = (error: unknown): boolean => DEAD_HANDLE.has(nameOf(error));

/**
 * Name a storage error, or null when it is none of the storage's own (a bug, to be thrown on).
 * A failed write's AbortError hides its cause, so callers pass the transaction's error.
 */
export function toStorageFailure(error: unknown): StorageFailure | null {
  const name = nameOf(error);
  if (FULL.has(name)) return { type: "storage-full" };
  if (MISSING.has(name)) return { type: "storage-missing" };
  if (name === "VersionError") return { type: "storage-newer" };
  if (isDeadHandle(error)) return { type: "storage-lost" };
  return null;
}
