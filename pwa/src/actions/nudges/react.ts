/**
 * What a person said to a nudge, for the server: kept on the device first, so it works offline, and
 * sent when there is a line.
 */
import { getNudges, postReaction } from "../../api/push";
import { MAX_SECONDS_AGO } from "../../contract/limits";
import { failed, success, type Result } from "../../core/result";
import { dropReaction, keepReaction, readReactions } from "../../db/nudges";
import type { StoredReaction } from "../../db/schema";
import type { SaidReaction } from "../../model/push";
import type { ActionContext } from "../context";
import type { NudgeFailure } from "./failures";

type Device = Pick<ActionContext, "database" | "now">;

/** Gives when the nudge comes again, in milliseconds since 1970; null: it does not, or nobody knows yet. */
export async function reactToNudge(
  device: Device,
  nudge: string,
  kind: SaidReaction,
): Promise<Result<number | null, NudgeFailure>> {
  const reaction = { nudge, kind, saidAtMs: device.now() };
  const kept = await keepReaction(device.database, reaction);
  return kept.ok ? sendReaction(device, reaction) : kept;
}

/** A reminder that nobody answers is to stay as it is: said of its last nudge. */
export async function keepReminder(
  device: Device,
  reminder: string,
): Promise<Result<number | null, NudgeFailure>> {
  const log = await getNudges();
  if (!log.ok) return log;
  const last = log.value.nudges.find((nudge) => nudge.reminder === reminder);
  return last === undefined ? success(null) : reactToNudge(device, last.id, "keep");
}

/** Send what could not be sent before. */
export async function sendReactions(device: Device): Promise<void> {
  const kept = await readReactions(device.database);
  if (!kept.ok) return;
  for (const reaction of kept.value) {
    const sent = await sendReaction(device, reaction);
    if (!sent.ok) return;
  }
}

async function sendReaction(
  device: Device,
  reaction: StoredReaction,
): Promise<Result<number | null, NudgeFailure>> {
  const { nudge, kind, saidAtMs } = reaction;
  const seconds = Math.round((device.now() - saidAtMs) / 1000);
  // A device whose clock was set back says that it was just now.
  const secondsAgo = Math.min(Math.max(seconds, 0), MAX_SECONDS_AGO);
  const answer = await postReaction(nudge, kind, secondsAgo);
  // A nudge that the server has forgotten wants no reaction any more.
  const isOver = answer.ok || answer.failure.type === "refused";
  if (isOver) await dropReaction(device.database, reaction);
  if (answer.ok) return success(answer.value.again_at);
  return isOver ? success(null) : failed(answer.failure);
}
