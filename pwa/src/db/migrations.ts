/** One function per version of the database; each is tested from the version before it. */
import type { IDBPDatabase, IDBPTransaction } from "idb";
import type { KeptSchema, StoreName, WaitingCommand } from "./schema";

type UpgradeTransaction = IDBPTransaction<KeptSchema, StoreName[], "versionchange">;

/** One that changes rows gives a promise, kept by the transaction alone: nothing else may be waited for. */
type Migration = (
  database: IDBPDatabase<KeptSchema>,
  transaction: UpgradeTransaction,
) => void | Promise<void>;

const createFirstStores: Migration = (database) => {
  database.createObjectStore("records", { keyPath: ["type", "id"] });
  const facts = database.createObjectStore("facts", { keyPath: "id" });
  facts.createIndex("by_habit", ["habit", "on", "id"]);
  facts.createIndex("by_promise", "promise");
  database.createObjectStore("outbox", { keyPath: ["type", "id"] });
  database.createObjectStore("checkpoints", { keyPath: "habit" });
};

const createSyncStores: Migration = (database) => {
  database.createObjectStore("sealed", { keyPath: ["type", "id"] });
  database.createObjectStore("quarantine", { keyPath: ["type", "id"] });
  database.createObjectStore("meta", { keyPath: "name" });
  database.createObjectStore("keys", { keyPath: "name" });
};

const createDrafts: Migration = (database) => {
  database.createObjectStore("drafts", { keyPath: "moment" });
};

const createSharingStores: Migration = (database) => {
  database.createObjectStore("commands", { keyPath: "order", autoIncrement: true });
  database.createObjectStore("shared", { keyPath: "name" });
};

const createReactionStore: Migration = (database) => {
  database.createObjectStore("reactions", { keyPath: "nudge" });
};

/** Until version 6 a waiting command was stored under its address at the server. */
interface CommandByPath {
  readonly order: number;
  readonly path: string;
  readonly body: { readonly command: string; readonly [name: string]: unknown };
}

/** Every command that could wait then; none of the others was ever stored. */
const TYPES_BY_PATH: Readonly<Record<string, string>> = {
  "invites/cancel": "cancel",
  accept: "accept",
  confirm: "confirm",
  pause: "pause",
  stop: "stop",
  renew: "renew",
  end: "end",
  "stop-all": "stop-all",
  mute: "mute",
  "together/leave": "leave",
};

const nameStoredCommands: Migration = async (_database, transaction) => {
  const store = transaction.objectStore("commands");
  const stored = (await store.getAll()) as unknown as readonly CommandByPath[];
  await Promise.all(
    stored.map(({ order, path, body: { command: id, ...members } }) =>
      store.put({
        order,
        command: { ...members, type: TYPES_BY_PATH[path], id } as WaitingCommand,
      }),
    ),
  );
};

/** Until version 7 these waited too, and resuming was a kind of pause. */
interface CommandBeforeStepUp {
  readonly order: number;
  readonly command: { readonly type: string; readonly is_paused?: boolean; readonly id: string };
}

/** What needs the password now cannot wait for a network: the screens ask for it again. */
const dropWhatNeedsThePassword: Migration = async (_database, transaction) => {
  const store = transaction.objectStore("commands");
  const stored = (await store.getAll()) as unknown as readonly CommandBeforeStepUp[];
  for (const { order, command } of stored) {
    const { is_paused: isPaused, ...rest } = command;
    const isOver = rest.type === "confirm" || rest.type === "renew" || isPaused === false;
    if (isOver) await store.delete(order);
    else if (rest.type === "pause") await store.put({ order, command: rest as WaitingCommand });
  }
};

const MIGRATIONS: readonly Migration[] = [
  createFirstStores,
  createSyncStores,
  createDrafts,
  createSharingStores,
  createReactionStore,
  nameStoredCommands,
  dropWhatNeedsThePassword,
];

export const DATABASE_VERSION = MIGRATIONS.length;

/** Bring a database from `oldVersion` (0 = new) to the present one. */
export function migrate(
  database: IDBPDatabase<KeptSchema>,
  oldVersion: number,
  transaction: UpgradeTransaction,
): void {
  void run(MIGRATIONS.slice(oldVersion)); /* no await: the upgrade ends when its transaction does */

  async function run(missing: readonly Migration[]): Promise<void> {
    for (const migration of missing) {
      const rows = migration(database, transaction);
      // Stores are made in the same task, as they always were.
      if (rows !== undefined) await rows;
    }
  }
}
