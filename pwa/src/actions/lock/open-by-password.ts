/** The PIN is forgotten: the password of the account shows who it is. Nothing recorded is touched. */
import { failed, success, type Result } from "../../core/result";
import { pointerTo } from "../account/arrival";
import { isWrongSecret, type AccountFailure } from "../account/failures";
import { signIn } from "../account/sign-in";
import { stepUp } from "../account/step-up";
import type { ActionContext } from "../context";
import type { LockFailure } from "./failures";
import { removeLock } from "./set-pin";

type LockResult = Result<null, AccountFailure | LockFailure>;

/** The lock is taken off, and its person may set another. It takes the server, which alone knows the password. */
export async function openByPassword(
  context: ActionContext,
  password: string,
): Promise<LockResult> {
  const steppedUp = await stepUp(context, password);
  if (steppedUp.ok) return removeLock(context);
  if (steppedUp.failure.type !== "signed-out") return steppedUp;
  const signedIn = await signInAgain(context, password);
  return signedIn.ok ? removeLock(context) : signedIn;
}

/** The session is over: another one begins, of the very account that this device belongs to. */
async function signInAgain(context: ActionContext, password: string): Promise<LockResult> {
  const owner = await context.device.account();
  if (owner === null) return failed({ type: "signed-out" });
  const arrived = await signIn(context, owner.username, password);
  if (!arrived.ok) {
    const { failure } = arrived;
    const isWrong = failure.type === "refused" && isWrongSecret(failure);
    return isWrong ? failed({ type: "wrong-password" }) : arrived;
  }
  const { session } = arrived.value;
  if (session.account !== owner.account) return failed({ type: "wrong-password" });
  const changed = await context.device.change(pointerTo(session), false);
  return changed.ok ? success(null) : changed;
}
