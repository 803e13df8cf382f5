/** Show that it is the person whose device this is, by the PIN. */
import { failed, success, type Result } from "../../core/result";
import { isPin } from "../../crypto/pin";
import { waitAfterMs } from "../../model/lock";
import type { ActionContext } from "../context";
import type { LockFailure } from "./failures";

export async function tryPin(
  { openGuards, now }: ActionContext,
  pin: string,
): Promise<Result<null, LockFailure>> {
  const guards = await openGuards();
  const claimed = await guards.claimTry(now());
  if (!claimed.ok) return claimed;
  const claim = claimed.value;
  // Taken off in another tab in the meantime.
  if (claim.type === "no-lock") return success(null);
  if (claim.type === "wait") return failed(claim);
  if (await isPin(pin, claim.lock.pin)) return guards.forgetTries();
  return failed({ type: "wrong-pin", waitMs: waitAfterMs(claim.tries.wrong) });
}

/** How many milliseconds there are to wait before the next try. */
export const readWait = async ({ openGuards, now }: ActionContext): Promise<number> =>
  (await openGuards()).readWait(now());
