/**
 * The one door to IndexedDB: opens once, re-opens a dead handle, and names what went wrong.
 *
 * Browsers drop connections (a suspended phone, a cleared site, a full disk), and a cached dead
 * handle would fail forever. A transaction that did not complete wrote nothing, and the work
 * passed in carries its ids and stamps with it, so that running it again is the same write.
 */
import { openDB, unwrap, type IDBPDatabase } from "idb";
import { failed, success, type Result } from "../core/result";
import { isDeadHandle, toStorageFailure, type StorageFailure } from "./failures";
import { onlyOwnRequests, watchRequests } from "./foreign-awaits";
import { DATABASE_VERSION, migrate } from "./migrations";
import { ALL_STORES, type KeptSchema, type ReadTransaction, type WriteTransaction } from "./schema";

const TRIES = 3;

export interface Database {
  /** Run `work` in one read transaction; it may await nothing but the transaction's own requests. */
  read<Value>(
    work: (transaction: ReadTransaction) => Promise<Value>,
  ): Promise<Result<Value, StorageFailure>>;
  /** The same for writing, `durability: "strict"`: the result comes once the disk has it. */
  write<Value>(
    work: (transaction: WriteTransaction) => Promise<Value>,
  ): Promise<Result<Value, StorageFailure>>;
  close(): Promise<void>;
}

export interface OpenEvents {
  /** An older tab holds the database open and this one waits for it. */
  readonly onBlocked: () => void;
  /** A newer tab wants to upgrade: this one has closed and must be reloaded. */
  readonly onSuperseded: () => void;
}

type Handle = IDBPDatabase<KeptSchema>;

export function openDatabase(name: string, events: OpenEvents): Database {
  let opening: Promise<Handle> | null = null;

  const handle = (): Promise<Handle> => {
    opening ??= connect(name, events, () => (opening = null));
    return opening;
  };

  const drop = async (): Promise<void> => {
    const dropped = opening;
    opening = null;
    // A handle that never opened has nothing to close.
    await dropped?.then(
      (database) => {
        database.close();
      },
      () => undefined,
    );
  };

  const attempt = async <Value>(
    run: (database: Handle) => Promise<Value>,
  ): Promise<Result<Value, StorageFailure>> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return success(await run(await handle()));
      } catch (error) {
        await drop();
        if (tries < TRIES && isDeadHandle(error)) continue;
        return nameFailure(error);
      }
    }
  };

  return {
    read: (work) => attempt((database) => run(database.transaction([...ALL_STORES]), work)),
    write: (work) => attempt((database) => runWrite(database, work)),
    close: drop,
  };
}

async function connect(name: string, events: OpenEvents, onGone: () => void): Promise<Handle> {
  // Some private windows name it and give null.
  const factory = (globalThis as { indexedDB?: IDBFactory | null }).indexedDB;
  if (factory === undefined || factory === null) {
    throw new DOMException("There is no IndexedDB here", "NotSupportedError");
  }
  if (import.meta.env.DEV) watchRequests();
  return openDB<KeptSchema>(name, DATABASE_VERSION, {
    upgrade: (database, oldVersion, _newVersion, transaction) => {
      migrate(database, oldVersion, transaction);
    },
    blocked: events.onBlocked,
    blocking: (_currentVersion, _blockedVersion, event) => {
      (event.target as IDBDatabase).close();
      onGone();
      events.onSuperseded();
    },
    terminated: onGone,
  });
}

/** Tests and development watch what is awaited; in a build nothing of the guard is left. */
const run = <Transaction extends ReadTransaction | WriteTransaction, Value>(
  transaction: Transaction,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> =>
  import.meta.env.DEV
    ? onlyOwnRequests(unwrap(transaction as ReadTransaction), () => work(transaction))
    : work(transaction);

async function runWrite<Value>(
  database: Handle,
  work: (transaction: WriteTransaction) => Promise<Value>,
): Promise<Value> {
  const transaction = database.transaction([...ALL_STORES], "readwrite", { durability: "strict" });
  // Observed before the work begins: an abort in its middle must not count as unhandled.
  const done = transaction.done.catch((error: unknown) => {
    throw transaction.error ?? error;
  });
  done.catch(() => undefined);
  try {
    const value = await run(transaction, work);
    await done;
    return value;
  } catch (error) {
    abortQuietly(transaction);
    throw transaction.error ?? error;
  }
}

function abortQuietly(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, which is what was wanted.
  }
}

function nameFailure(error: unknown): Result<never, StorageFailure> {
  const failure = toStorageFailure(error);
  if (failure === null) throw error;
  return failed(failure);
}
