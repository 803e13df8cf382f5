import { ANSWERS } from "../../api/sharing";
import type { Result } from "../../core/result";
import type { Gesture } from "../../model/sharing";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { command, sendCommand, sendCommandNow, type CommandResult } from "./send-command";

/** One warm gesture, now or not at all: it would mean something else on another day. Gives what is left today. */
export async function appreciate(
  context: ActionContext,
  pair: string,
  gesture: Gesture,
): Promise<Result<number, SharingFailure>> {
  const sent = await sendCommandNow(
    context,
    command({ type: "appreciate", pair, gesture }),
    ANSWERS.appreciate,
    null,
  );
  return sent.ok ? { ok: true, value: sent.value.left_today } : sent;
}

/** Silent: the other goes on reading "sent". */
export const mutePartner = (
  context: ActionContext,
  pair: string,
  isMuted: boolean,
): Promise<Result<CommandResult, SharingFailure>> =>
  sendCommand(context, { ask: [command({ type: "mute", pair, is_muted: isMuted })] });
