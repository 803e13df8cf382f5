/** Setting the lock, giving it another PIN, and taking it off. */
import { failed, success, type Result } from "../../core/result";
import { provePin } from "../../crypto/pin";
import { createLock, pinProblem } from "../../model/lock";
import type { ActionContext } from "../context";
import type { LockFailure } from "./failures";

type Outcome = Result<null, LockFailure>;

/** `pin`, in plain digits, is typed twice by hand; what was chosen for a lock that is there already stays. */
export async function setPin(
  { openGuards }: ActionContext,
  pin: string,
  again: string,
): Promise<Outcome> {
  const problem = pinProblem(pin);
  if (problem !== null) return failed({ type: "bad-pin", problem });
  if (again !== pin) return failed({ type: "pins-differ" });
  const proof = await provePin(pin);
  const guards = await openGuards();
  const changed = await guards.change((guard) => ({
    ...guard,
    lock: guard.lock === null ? createLock(proof) : { ...guard.lock, pin: proof },
  }));
  return changed.ok ? success(null) : changed;
}

export async function removeLock({ openGuards }: ActionContext): Promise<Outcome> {
  const guards = await openGuards();
  const forgotten = await guards.forgetTries();
  if (!forgotten.ok) return forgotten;
  const changed = await guards.change((guard) => ({ ...guard, lock: null }));
  return changed.ok ? success(null) : changed;
}
