/** Sharing commands that wait for an answer, in the order in which they were given. */
import type { Result } from "../core/result";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { StoredCommand, WriteTransaction } from "./schema";

export async function keepCommands(
  transaction: WriteTransaction,
  commands: readonly StoredCommand[],
): Promise<void> {
  const store = transaction.objectStore("commands");
  // One that waits already has its place.
  const fresh = commands.filter(({ order }) => order === undefined);
  for (const command of fresh) await store.add(command);
}

export const readCommands = (
  database: Database,
): Promise<Result<readonly StoredCommand[], StorageFailure>> =>
  database.read((transaction) => transaction.objectStore("commands").getAll());

/** The server has answered it; another tab may have removed it already. */
export const forgetCommand = (
  database: Database,
  command: string,
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const store = transaction.objectStore("commands");
    const stored = await store.getAll();
    const answered = stored.filter(({ body }) => body.command === command);
    await Promise.all(answered.map(({ order }) => store.delete(order ?? -1)));
    return null;
  });
