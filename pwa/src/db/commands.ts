/** Sharing commands that wait for an answer, in the order in which they were given. */
import { success, type Result } from "../core/result";
import { forgetEnding, readEndings } from "./endings";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { WaitingCommand, WriteTransaction } from "./schema";

export async function keepCommands(
  transaction: WriteTransaction,
  commands: readonly WaitingCommand[],
): Promise<void> {
  if (commands.length === 0) return;
  const store = transaction.objectStore("commands");
  const waiting = new Set((await store.getAll()).map(({ command }) => command.id));
  // One that waits already has its place.
  const fresh = commands.filter(({ id }) => !waiting.has(id));
  for (const command of fresh) await store.add({ command });
}

export async function readCommands(
  database: Database,
): Promise<Result<readonly WaitingCommand[], StorageFailure>> {
  const stored = await database.read((transaction) => transaction.objectStore("commands").getAll());
  return stored.ok ? success(stored.value.map(({ command }) => command)) : stored;
}

/** The server has answered it; another tab may have removed it already. */
export const forgetCommand = (
  database: Database,
  id: string,
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const store = transaction.objectStore("commands");
    const stored = await store.getAll();
    const answered = stored.filter(({ command }) => command.id === id);
    await Promise.all(answered.map(({ order }) => store.delete(order ?? -1)));
    return null;
  });

/** A command that no server has answered yet, and the way to forget it once one has. */
export interface Unanswered {
  readonly command: WaitingCommand;
  readonly forget: () => Promise<Result<null, StorageFailure>>;
}

/** All that waits: first what ends something, which must not wait for anything else. */
export async function readUnanswered(
  database: Database,
): Promise<Result<readonly Unanswered[], StorageFailure>> {
  const [endings, commands] = await Promise.all([readEndings(database), readCommands(database)]);
  if (!endings.ok) return endings;
  if (!commands.ok) return commands;
  return success([
    ...endings.value.map((command) => ({
      command,
      forget: () => forgetEnding(database, command.id),
    })),
    ...commands.value.map((command) => ({
      command,
      forget: () => forgetCommand(database, command.id),
    })),
  ]);
}
