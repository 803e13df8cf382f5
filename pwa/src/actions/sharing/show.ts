/** Showing a thing to somebody: previewed by the server, chosen, changed, paused, stopped. */
import { ANSWERS, postPreview } from "../../api/sharing";
import type { Command } from "../../contract/commands";
import { mintRecordId } from "../../core/ids";
import { success, type Result } from "../../core/result";
import { sealLabel } from "../../crypto/invite";
import { canonicalJson, type Json, type StoredRecord } from "../../model/registers";
import type { SharedItem } from "../../model/sharing";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { editPair, ownAccount, pairKey, syncShared, type Choice } from "./pairs";
import { command, done, sendCommand, sendCommandNow, type CommandResult } from "./send-command";

export interface Draft extends Choice {
  readonly pair: string;
  /** Of a share that is there already, to change it. */
  readonly share?: string;
  readonly label: string;
  readonly includeBefore: boolean;
}

/** What is previewed and what is chosen are the same bytes, the sealed label too. */
export interface Sealed {
  readonly pair: string;
  readonly share: string;
  readonly isNew: boolean;
  readonly choice: Choice;
  readonly body: Omit<Extract<Command, { type: "choose" }>, "type">;
  /** What the partner is going to get, or null when that is nothing yet. */
  readonly item: SharedItem | null;
  /** The label as the partner reads it. */
  readonly label: string;
}

export async function previewShare(
  context: ActionContext,
  draft: Draft,
): Promise<Result<Sealed, SharingFailure>> {
  const [account, key] = await Promise.all([ownAccount(context), pairKey(context, draft.pair)]);
  if (!account.ok) return account;
  if (!key.ok) return key;
  const { pair, kind, subject, level, share = mintRecordId() } = draft;
  const label = await sealLabel(key.value, account.value, "share", share, draft.label);
  const body = { pair, share, kind, subject, level, label, include_before: draft.includeBefore };
  // The server shows nothing of what it does not know yet.
  await context.requestSync();
  const answer = await withSessionCheck(context, postPreview(body));
  if (!answer.ok) return answer;
  return success({
    pair,
    share,
    isNew: draft.share === undefined,
    choice: { kind, subject, level },
    body,
    item: answer.value.item,
    label: draft.label,
  });
}

/** Needs a step-up. What is shown is what the preview showed. */
export async function chooseShare(
  context: ActionContext,
  { pair, share, isNew, choice, body }: Sealed,
): Promise<Result<SharedItem | null, SharingFailure>> {
  const undo = isNew ? { end: [stopped(context, pair, share)] } : null;
  const chosen = await sendCommandNow(
    context,
    command({ type: "choose", ...body }),
    ANSWERS.choose,
    undo,
  );
  if (!chosen.ok) return chosen;
  const kept = await context.commit({
    edit: [editPair(context, pair, { [`share:${share}`]: { ...choice } })],
  });
  if (!kept.ok) return kept;
  await syncShared(context);
  return success(chosen.value.item);
}

/** Whether the partner gets exactly what was previewed. */
export const isSameItem = (left: SharedItem | null, right: SharedItem | null): boolean =>
  canonicalJson(left as unknown as Json) === canonicalJson(right as unknown as Json);

const stopped = (context: ActionContext, pair: string, share: string): StoredRecord =>
  editPair(context, pair, { [`share:${share}`]: null });

export const stopShare = (
  context: ActionContext,
  pair: string,
  share: string,
): Promise<Result<CommandResult, SharingFailure>> =>
  sendCommand(context, { end: [stopped(context, pair, share)] });

export const pauseShare = (
  context: ActionContext,
  share: string,
): Promise<Result<CommandResult, SharingFailure>> =>
  sendCommand(context, { ask: [command({ type: "pause", share })] });

/** Needs a step-up. */
export async function resumeShare(
  context: ActionContext,
  share: string,
): Promise<Result<unknown, SharingFailure>> {
  const undo = { ask: [command({ type: "pause", share })] };
  return andSync(
    context,
    await sendCommandNow(context, command({ type: "resume", share }), done, undo),
  );
}

/** Needs a step-up. */
export const renewShare = async (
  context: ActionContext,
  share: string,
): Promise<Result<unknown, SharingFailure>> =>
  andSync(context, await sendCommandNow(context, command({ type: "renew", share }), done, null));

export interface TogetherDraft {
  readonly pair: string;
  readonly habit: string;
  readonly label: string;
  readonly unit: "day" | "week";
}

/** Needs a step-up. */
export async function offerTogether(
  context: ActionContext,
  { pair, habit, label, unit }: TogetherDraft,
): Promise<Result<unknown, SharingFailure>> {
  const [account, key] = await Promise.all([ownAccount(context), pairKey(context, pair)]);
  if (!account.ok) return account;
  if (!key.ok) return key;
  const together = mintRecordId();
  const sealed = await sealLabel(key.value, account.value, "together", together, label);
  await context.requestSync();
  return andSync(
    context,
    await sendCommandNow(
      context,
      command({ type: "together", pair, habit, label: sealed, unit }, together),
      done,
      { ask: [command({ type: "leave", together })] },
    ),
  );
}

/** Needs a step-up. */
export async function joinTogether(
  context: ActionContext,
  members: { readonly pair: string; readonly together: string; readonly habit: string },
): Promise<Result<unknown, SharingFailure>> {
  const { together } = members;
  await context.requestSync();
  const undo = { ask: [command({ type: "leave", together })] };
  return andSync(
    context,
    await sendCommandNow(context, command({ type: "join", ...members }), done, undo),
  );
}

/** A command that waits: no record of this person says that there is a link. */
export const leaveTogether = (
  context: ActionContext,
  together: string,
): Promise<Result<CommandResult, SharingFailure>> =>
  sendCommand(context, { ask: [command({ type: "leave", together })] });

async function andSync<Value>(
  context: ActionContext,
  result: Result<Value, SharingFailure>,
): Promise<Result<Value, SharingFailure>> {
  if (result.ok) await syncShared(context);
  return result;
}
