/**
 * A guard for tests and development: inside a transaction nothing may be awaited but its own requests.
 *
 * A transaction commits by itself once none of its requests is pending. Chromium is slow enough at it that
 * work which awaits something else (a key, a digest, the network) mostly passes; Firefox has committed the
 * first half by then. Here it fails always: when the last pending request has been answered, the work has
 * to ask the next one, or end, before anything but microtasks has run.
 */

type Asked = IDBObjectStore | IDBIndex | IDBCursor;
type Method = (this: unknown, ...args: unknown[]) => unknown;

interface Watch {
  pending: number;
  hasEnded: boolean;
  readonly fail: (error: Error) => void;
}

/** More than any chain of promises takes from an answer to the next request. */
const MICROTASKS = 1_000;

const REQUESTS = [
  ...["add", "put", "get", "getKey", "getAll", "getAllKeys", "count", "delete", "clear"],
  ...["openCursor", "openKeyCursor", "continue", "advance", "continuePrimaryKey", "update"],
];

const watches = new WeakMap<IDBTransaction, Watch>();
const counted = new WeakSet();

/** To be called before idb is first used: it remembers the methods of cursors by what they are then. */
export function watchRequests(): void {
  for (const one of [IDBObjectStore, IDBIndex, IDBCursor]) countRequests(one.prototype);
}

/** The value of `work`, or an error as soon as it waits for anything else than the transaction. */
export function onlyOwnRequests<Value>(
  transaction: IDBTransaction,
  work: () => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const watch: Watch = { pending: 0, hasEnded: false, fail: reject };
    watches.set(transaction, watch);
    work()
      .finally(() => {
        watch.hasEnded = true;
      })
      .then(resolve, reject);
    void check(watch); /* no await: it says so through the watch */
  });
}

function countRequests(prototype: object): void {
  if (counted.has(prototype)) return;
  counted.add(prototype);
  const methods = prototype as Record<string, Method | undefined>;
  for (const name of REQUESTS) {
    const native = methods[name];
    if (native === undefined) continue;
    methods[name] = function (...args) {
      const made = native.apply(this, args);
      const asked = this as Asked;
      follow((made ?? (asked as IDBCursor).request) as IDBRequest, transactionOf(asked));
      return made;
    };
  }
}

/** Asked of what was called: a request of a cursor does not name its transaction everywhere. */
function transactionOf(asked: Asked): IDBTransaction {
  if (asked instanceof IDBObjectStore) return asked.transaction;
  return asked instanceof IDBIndex ? asked.objectStore.transaction : transactionOf(asked.source);
}

function follow(request: IDBRequest, transaction: IDBTransaction): void {
  const watch = watches.get(transaction);
  if (watch === undefined) return;
  watch.pending += 1;
  const answered = (): void => {
    request.removeEventListener("success", answered);
    request.removeEventListener("error", answered);
    watch.pending -= 1;
    void check(watch); /* no await: it says so through the watch */
  };
  // After all others that listen, so that they have had their turn when it is looked at.
  queueMicrotask(() => {
    request.addEventListener("success", answered);
    request.addEventListener("error", answered);
  });
}

async function check(watch: Watch): Promise<void> {
  for (let turn = 0; turn < MICROTASKS; turn += 1) {
    if (watch.pending > 0 || watch.hasEnded) return;
    await Promise.resolve();
  }
  watch.fail(new Error("A transaction was held for something else than its own requests"));
}
