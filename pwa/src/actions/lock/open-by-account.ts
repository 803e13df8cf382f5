/** The PIN is forgotten: the account shows who it is. Nothing recorded is touched. */
import { failed, success, type Result } from "../../core/result";
import { pointerTo, type Arrival } from "../account/arrival";
import { isWrongSecret, type AccountFailure } from "../account/failures";
import { signIn } from "../account/sign-in";
import { stepUp, type Confirmation } from "../account/step-up";
import type { ActionContext } from "../context";
import { signInByPasskey } from "../passkeys/sign-in";
import { removeLock } from "./set-pin";

type LockResult = Result<null, AccountFailure>;

/** The lock is taken off, and its person may set another. It takes the server, which alone can check. */
export async function openByAccount(
  context: ActionContext,
  confirmation: Confirmation,
): Promise<LockResult> {
  const steppedUp = await stepUp(context, confirmation);
  if (steppedUp.ok) return removeLock(context);
  if (steppedUp.failure.type !== "signed-out") return steppedUp;
  const signedIn = await signInAgain(context, confirmation);
  return signedIn.ok ? removeLock(context) : signedIn;
}

/** The session is over: another one begins, of the very account that this device belongs to. */
async function signInAgain(
  context: ActionContext,
  confirmation: Confirmation,
): Promise<LockResult> {
  const owner = await context.device.account();
  if (owner === null) return failed({ type: "signed-out" });
  const arrived = await arrive(context, confirmation, owner.username);
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

const arrive = (
  context: ActionContext,
  confirmation: Confirmation,
  username: string,
): Promise<Result<Arrival, AccountFailure>> =>
  confirmation.type === "password"
    ? signIn(context, username, confirmation.password)
    : signInByPasskey(context);
