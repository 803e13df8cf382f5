/** Sharing commands go before any change, in the order in which they were given, each until it is answered. */
import type { ApiFailure } from "../api/http";
import { done, postCommand } from "../api/sharing";
import type { SentByPerson } from "../contract/commands";
import { success, type Result } from "../core/result";
import { forgetCommand, readCommands } from "../db/commands";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import type { SyncFailure } from "./failures";

/** Its answer is worth nothing without the secret, which only the person who accepts has in hand. */
const BY_PERSON: SentByPerson["type"] = "accept";

/** Gives how many were answered. */
export async function sendCommands(database: Database): Promise<Result<number, SyncFailure>> {
  let answered = 0;
  const waiting = await readCommands(database);
  if (!waiting.ok) return waiting;
  for (const command of waiting.value.filter(({ type }) => type !== BY_PERSON)) {
    const answer = await postCommand(command, done);
    if (!answer.ok && isUnanswered(answer.failure)) return afterwards(answer.failure, answered);
    // A no is an answer too: what it was about is gone, or cannot be done without the person.
    const forgotten = await forgetCommand(database, command.id);
    if (!forgotten.ok) return forgotten;
    answered += 1;
  }
  return success(answered);
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
function afterwards(failure: ApiFailure, answered: number): Result<number, SyncFailure> {
  switch (failure.type) {
    case "offline":
    case "signed-out":
    case "too-many":
    case "intercepted":
      return { ok: false, failure };
    default:
      return success(answered);
  }
}
