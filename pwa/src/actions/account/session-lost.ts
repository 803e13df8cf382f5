import type { ApiFailure } from "../../api/http";
import { failed, type Result } from "../../core/result";
import type { ActionContext } from "../context";

/** The server has answered for somebody else. */
export interface OtherAccount {
  readonly type: "other-account";
}

type Device = Pick<ActionContext, "device">;

/**
 * Pass an answer on; where it says that the session is over, this device is signed out from now on.
 * Nothing recorded is touched: it waits for the person to sign in again.
 */
export async function withSessionCheck<Value>(
  context: Device,
  answer: Promise<Result<Value, ApiFailure>>,
): Promise<Result<Value, ApiFailure>> {
  const result = await answer;
  if (!result.ok && result.failure.type === "signed-out") await markSignedOut(context);
  return result;
}

/** The same for an answer about the account of this device: one about another account is used for nothing. */
export async function withOwnSession<Value extends { readonly account: string }>(
  context: Device,
  answer: Promise<Result<Value, ApiFailure>>,
): Promise<Result<Value, ApiFailure | OtherAccount>> {
  const result = await withSessionCheck(context, answer);
  const own = await context.device.account();
  if (!result.ok || own === null || own.account === result.value.account) return result;
  return failed({ type: "other-account" });
}

/** The session is over: sync pauses, and the screens ask to sign in. */
export async function markSignedOut(context: Device): Promise<void> {
  const account = await context.device.account();
  if (account?.status === "signed-in") {
    await context.device.change({ ...account, status: "signed-out" }, false);
  }
}
