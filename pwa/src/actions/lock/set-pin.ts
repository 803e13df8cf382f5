/** Setting the lock, giving it another PIN, and taking it off. */
import { failed, success, type Result } from "../../core/result";
import { provePin } from "../../crypto/pin";
import type { StorageFailure } from "../../db/failures";
import { createLock, pinProblem } from "../../model/lock";
import type { ActionContext } from "../context";
import type { LockFailure } from "./failures";

type LockResult = Result<null, LockFailure>;

/** `pin`, in plain digits, is typed twice by hand; what was chosen for a lock that is there already stays. */
export async function setPin(
  context: ActionContext,
  pin: string,
  again: string,
): Promise<LockResult> {
  const problem = pinProblem(pin);
  if (problem !== null) return failed({ type: "bad-pin", problem });
  if (again !== pin) return failed({ type: "pins-differ" });
  const proof = await provePin(pin);
  const guards = await context.openGuards();
  const changed = await guards.change((guard) => ({
    ...guard,
    lock: guard.lock === null ? createLock(proof) : { ...guard.lock, pin: proof },
  }));
  if (!changed.ok) return changed;
  void emptyTray(context); /* no await: where there is no worker, nothing ever answers */
  return success(null);
}

/** With a lock nudges show no names; those that are shown already may. */
async function emptyTray({ openPush }: ActionContext): Promise<void> {
  const push = await openPush();
  for (const { close } of await push.shown()) close();
}

export async function removeLock({
  openGuards,
}: ActionContext): Promise<Result<null, StorageFailure>> {
  const guards = await openGuards();
  const forgotten = await guards.forgetTries();
  if (!forgotten.ok) return forgotten;
  const changed = await guards.change((guard) => ({ ...guard, lock: null }));
  return changed.ok ? success(null) : changed;
}
