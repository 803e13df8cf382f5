/**
 * Sharing commands go before any change, in the order in which they were given, each until it is answered.
 *
 * A stop travels twice: as a command made from its register, and with that register in the sync. The command
 * takes effect even where the sync is refused (the app is too old, the clock is ahead). The register makes a
 * server that was restored from an older backup stop again. Neither needs the key of the words.
 */
import type { ApiFailure } from "../api/http";
import { done, postCommand } from "../api/sharing";
import type { SentByPerson } from "../contract/commands";
import { success, type Result } from "../core/result";
import { readUnanswered } from "../db/commands";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import type { SyncFailure } from "./failures";

/** Its answer is worth nothing without the secret, which only the person who accepts has in hand. */
const BY_PERSON: SentByPerson["type"] = "accept";

export interface Sent {
  readonly answered: number;
  /** All that waited when this looked, answered or not. */
  readonly ids: ReadonlySet<string>;
}

export async function sendCommands(database: Database): Promise<Result<Sent, SyncFailure>> {
  let answered = 0;
  const waiting = await readUnanswered(database);
  if (!waiting.ok) return waiting;
  const ids = new Set(waiting.value.map(({ command }) => command.id));
  for (const { command, forget } of waiting.value) {
    if (command.type === BY_PERSON) continue;
    const answer = await postCommand(command, done);
    if (!answer.ok && isUnanswered(answer.failure)) {
      return afterwards(answer.failure, { answered, ids });
    }
    // A no is an answer too: what it was about is gone, or cannot be done without the person.
    const forgotten = await forget();
    if (!forgotten.ok) return forgotten;
    answered += 1;
  }
  return success({ answered, ids });
}

/** Nobody knows yet whether it was done. */
export function isUnanswered(failure: ApiFailure | StorageFailure): boolean {
  switch (failure.type) {
    case "offline":
    case "signed-out":
    case "too-many":
    case "server-fault":
    case "intercepted":
    case "unreadable-answer":
      return true;
    default:
      return false;
  }
}

/** A server that stumbles over a command may still take the changes; the command is tried with the next run. */
function afterwards(failure: ApiFailure, sent: Sent): Result<Sent, SyncFailure> {
  switch (failure.type) {
    case "offline":
    case "signed-out":
    case "too-many":
    case "intercepted":
      return { ok: false, failure };
    default:
      return success(sent);
  }
}
