import { ANSWERS } from "../../api/sharing";
import type { Result } from "../../core/result";
import type { Gesture } from "../../model/sharing";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { command, give, giveNow, type Given } from "./give";

/** One warm gesture, now or not at all: it would mean something else on another day. Gives what is left today. */
export async function appreciate(
  context: ActionContext,
  pair: string,
  gesture: Gesture,
): Promise<Result<number, SharingFailure>> {
  const sent = await giveNow(
    context,
    command("appreciate", { pair, gesture }),
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
): Promise<Result<Given, SharingFailure>> =>
  give(context, [command("mute", { pair, is_muted: isMuted })]);
