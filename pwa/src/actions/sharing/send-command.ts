/**
 * Giving a command: it is on the disk before it is sent, with whatever it changes in one's own things.
 *
 * There are two kinds. What takes something back, or shows nothing, waits for a network if there is none. What
 * shows something is done now or not at all: without an answer its opposite waits in its place, so that
 * nobody is shown later what a person believes they do not show.
 */
import type * as v from "valibot";
import type { ApiFailure } from "../../api/http";
import { done, postCommand, type AnswerSchema, type IssuedCommand } from "../../api/sharing";
import type { Command, Opposites } from "../../contract/commands";
import { mintRecordId } from "../../core/ids";
import { success, type Result } from "../../core/result";
import { forgetCommand, readUnanswered } from "../../db/commands";
import type { Batch } from "../../db/commit";
import type { WaitingCommand } from "../../db/schema";
import type { StoredRecord } from "../../model/registers";
import { isUnanswered, sendCommands } from "../../sync/send-commands";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { publishShared } from "./pairs";

export type CommandResult = { readonly type: "done" } | { readonly type: "waiting" };

/** What undoes a command that has an opposite: that one, or the register from which it is made. */
type Undo<Type extends Command["type"]> = Type extends keyof Opposites
  ? | { readonly ask: readonly Extract<WaitingCommand, { type: Opposites[Type] }>[] }
    | { readonly end: readonly StoredRecord[] }
  : never;

export const command = <Asked extends Command>(
  asked: Asked,
  id = mintRecordId(),
): Asked & { readonly id: string } => ({ ...asked, id });

/** Take effect now, or as soon as there is a network. What is edited with it is one write with it. */
export async function sendCommand(
  context: ActionContext,
  batch: Pick<Batch, "ask" | "edit" | "end">,
): Promise<Result<CommandResult, SharingFailure>> {
  const stored = await context.commit(batch);
  if (!stored.ok) return stored;
  const sent = await sendCommands(context.database);
  if (sent.ok) await context.requestSync();
  // A server that has stumbled over it may have taken it with the sync; else it is asked again.
  const left = await readUnanswered(context.database);
  // Last, so that the screen that acted and the change it hears of make one question.
  publishShared(context);
  const isDone = sent.ok && left.ok && left.value.length === 0;
  return success({ type: isDone ? "done" : "waiting" });
}

/** Be done now or not at all; `undo` is written where nobody knows whether it was done. */
export async function sendCommandNow<Asked extends IssuedCommand, Schema extends v.GenericSchema>(
  context: ActionContext,
  asked: Asked,
  schema: AnswerSchema<Schema, Asked["type"]>,
  undo: Undo<Asked["type"]> | null,
): Promise<Result<v.InferOutput<Schema>, SharingFailure>> {
  const earlier = await sendCommands(context.database);
  if (!earlier.ok) return { ok: false, failure: toOffline(earlier.failure.type) };
  const answer = await withSessionCheck(context, postCommand<Asked, Schema>(asked, schema));
  if (answer.ok || !isUnanswered(answer.failure) || undo === null) return answer;
  const kept = await context.commit(undo);
  return kept.ok ? answer : kept;
}

const toOffline = (type: string): ApiFailure =>
  type === "signed-out" ? { type: "signed-out" } : { type: "offline" };

/** Wait for the answer, and go on asking with every sync where none came. */
export async function sendCommandAndWait<
  Asked extends WaitingCommand,
  Schema extends v.GenericSchema,
>(
  context: ActionContext,
  asked: Asked,
  schema: AnswerSchema<Schema, Asked["type"]>,
): Promise<Result<v.InferOutput<Schema>, SharingFailure>> {
  const kept = await context.commit({ ask: [asked] });
  if (!kept.ok) return kept;
  const answer = await withSessionCheck(context, postCommand<Asked, Schema>(asked, schema));
  if (answer.ok || !isUnanswered(answer.failure)) {
    const forgotten = await forgetCommand(context.database, asked.id);
    if (!forgotten.ok) return forgotten;
  }
  return answer;
}

export { done };
