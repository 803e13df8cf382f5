/** Ending: with one person, for good if wished, or everything with everybody at once. */
import type { ApiFailure } from "../../api/http";
import { getBlocks } from "../../api/sharing";
import { success, type Result } from "../../core/result";
import type { Person } from "../../model/sharing";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { editPair, readPairs } from "./pairs";
import { command, done, sendCommand, sendCommandNow, type CommandResult } from "./send-command";

/** The other is not told. A block is in no record, so with one the end of the pair is a command that waits. */
export function endPair(
  context: ActionContext,
  pair: string,
  isBlock: boolean,
): Promise<Result<CommandResult, SharingFailure>> {
  const edit = [editPair(context, pair, { deleted: true })];
  if (!isBlock) return sendCommand(context, { end: edit });
  return sendCommand(context, { ask: [command({ type: "end", pair, is_block: true })], edit });
}

/**
 * All shares stop, all invitations are void, all other devices are signed out. The last two are in no record,
 * so it is a command that waits.
 */
export async function stopAll(
  context: ActionContext,
): Promise<Result<CommandResult, SharingFailure>> {
  const pairs = await readPairs(context);
  const edits = pairs.ok
    ? [...pairs.value.values()].map(({ pair, choices }) =>
        editPair(
          context,
          pair,
          Object.fromEntries([...choices.keys()].map((share) => [`share:${share}`, null])),
        ),
      )
    : [];
  const changed = edits.filter(({ fields }) => Object.keys(fields).length > 0);
  return sendCommand(context, { ask: [command({ type: "stop-all" })], edit: changed });
}

/** Needs a step-up. */
export async function readBlocks(
  context: ActionContext,
): Promise<Result<readonly Person[], ApiFailure>> {
  const answer = await withSessionCheck(context, getBlocks());
  return answer.ok ? success(answer.value.blocks) : answer;
}

/** Needs a step-up. What was shown before does not come back by it. */
export const unblock = (
  context: ActionContext,
  account: string,
): Promise<Result<unknown, SharingFailure>> =>
  sendCommandNow(context, command({ type: "unblock", account }), done, null);
