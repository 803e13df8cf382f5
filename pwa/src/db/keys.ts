/** Keys on this device: the data key, wrapped, those it replaced, and the secret by which imports are keyed. */
import type { Result } from "../core/result";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { readPosition } from "./position";
import type { HeldKey, ReadTransaction, WriteTransaction } from "./schema";

/** What is held here, whatever the account's key is by now. */
export interface HeldKeys {
  /** The newest that this device has had. */
  readonly data: HeldKey | null;
  readonly retired: readonly HeldKey[];
  /** The server says that the account has a newer key: nothing more may be encrypted under this one. */
  readonly isOutdated: boolean;
}

export const readHeldKeys = (database: Database): Promise<Result<HeldKeys, StorageFailure>> =>
  database.read(readHeld);

async function readHeld(transaction: ReadTransaction | WriteTransaction): Promise<HeldKeys> {
  // The two kinds of transaction differ in type only.
  const store = (transaction as ReadTransaction).objectStore("keys");
  const [data, retired, { keyId }] = await Promise.all([
    store.get("data"),
    store.get("retired"),
    readPosition(transaction),
  ]);
  const held = {
    data: data?.name === "data" ? data : null,
    retired: retired?.name === "retired" ? retired.keys : [],
  };
  return { ...held, isOutdated: isOutdated(held, keyId) };
}

/**
 * An older key than this device has had is none that the account has now, whatever the server says: it was
 * restored from a backup, or its host would have everything encrypted for an old password.
 */
const isOutdated = (
  { data, retired }: Pick<HeldKeys, "data" | "retired">,
  keyId: string | undefined,
): boolean => keyId !== undefined && keyId !== data?.id && !retired.some(({ id }) => id === keyId);

/** The key to encrypt with. Null while the words of the account are locked here, and without an account. */
export async function readKey(database: Database): Promise<Result<HeldKey | null, StorageFailure>> {
  const held = await readHeldKeys(database);
  if (!held.ok) return held;
  return { ok: true, value: held.value.isOutdated ? null : held.value.data };
}

/**
 * Hold this key as the account's, and those that it replaced. One that this device knows as replaced already
 * changes nothing.
 */
export const holdKeys = (
  database: Database,
  key: HeldKey,
  retired: readonly HeldKey[] = [],
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    await hold(transaction, key, retired);
    return null;
  });

async function hold(
  transaction: WriteTransaction,
  key: HeldKey,
  added: readonly HeldKey[],
): Promise<void> {
  const store = transaction.objectStore("keys");
  const { data, retired } = await readHeld(transaction);
  if (retired.some(({ id }) => id === key.id)) return;
  const older = data === null ? retired : [...retired, data];
  const all = new Map([...older, ...added].map((one) => [one.id, pure(one)]));
  all.delete(key.id);
  await Promise.all([
    store.put({ ...pure(key), name: "data" }),
    store.put({ name: "retired", keys: [...all.values()] }),
    store.delete("pending"),
  ]);
}

/** A stored row is a key and its name. */
const pure = ({ id, deviceKey, nonce, wrapped }: HeldKey): HeldKey => ({
  id,
  deviceKey,
  nonce,
  wrapped,
});

/** A key that the server is about to be asked for: whether it has taken it shows later, if the page ends now. */
export const addPending = (
  database: Database,
  key: HeldKey,
): Promise<Result<null, StorageFailure>> =>
  changePending(database, (keys) => [...keys.filter(({ id }) => id !== key.id), key]);

/** The server has refused it. */
export const dropPending = (
  database: Database,
  keyId: string,
): Promise<Result<null, StorageFailure>> =>
  changePending(database, (keys) => keys.filter(({ id }) => id !== keyId));

const changePending = (
  database: Database,
  change: (keys: readonly HeldKey[]) => readonly HeldKey[],
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    await transaction
      .objectStore("keys")
      .put({ name: "pending", keys: change(await readPending(transaction)) });
    return null;
  });

async function readPending(transaction: WriteTransaction): Promise<readonly HeldKey[]> {
  const stored = await transaction.objectStore("keys").get("pending");
  return stored?.name === "pending" ? stored.keys : [];
}

/** The account has this key now: if this device had asked for it, and never heard, it is held from now on. */
export async function adoptPending(transaction: WriteTransaction, keyId: string): Promise<void> {
  const asked = (await readPending(transaction)).find(({ id }) => id === keyId);
  if (asked !== undefined) await hold(transaction, asked, []);
}
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
