/** Ending: with one person, for good if wished, or everything with everybody at once. */
import type { ApiFailure } from "../../api/http";
import { getBlocks } from "../../api/sharing";
import { success, type Result } from "../../core/result";
import type { Person } from "../../model/sharing";
import { heedSignedOut } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { command, done, give, giveNow, type Given } from "./give";
import { editPair, readPairs } from "./pairs";

/** The other is not told. */
export const endPair = (
  context: ActionContext,
  pair: string,
  isBlock: boolean,
): Promise<Result<Given, SharingFailure>> =>
  give(
    context,
    [command("end", { pair, is_block: isBlock })],
    [editPair(context, pair, { deleted: true })],
  );

/** All shares stop, all invitations are void, all other devices are signed out. */
export async function stopAll(context: ActionContext): Promise<Result<Given, SharingFailure>> {
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
  return give(context, [command("stop-all", {})], changed);
}

/** Needs a step-up. */
export async function readBlocks(
  context: ActionContext,
): Promise<Result<readonly Person[], ApiFailure>> {
  const answer = await heedSignedOut(context, getBlocks());
  return answer.ok ? success(answer.value.blocks) : answer;
}

/** Needs a step-up. What was shown before does not come back by it. */
export const unblock = (
  context: ActionContext,
  account: string,
): Promise<Result<unknown, SharingFailure>> =>
  giveNow(context, command("unblock", { account }), done, null);
