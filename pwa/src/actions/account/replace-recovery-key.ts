import { putRecovery } from "../../api/accounts";
import { success, type Result } from "../../core/result";
import { wrapDataKey } from "../../crypto/data-key";
import type { Secret } from "../../crypto/derive";
import { deriveFromRecoveryKey, mintRecoveryKey } from "../../crypto/recovery-key";
import type { ActionContext } from "../context";
import { takeDataKey } from "./ceremony";
import type { AccountFailure } from "./failures";
import { withSessionCheck } from "./session-lost";
import { stepUp, type Confirmation } from "./step-up";

/** Gives the new key to show; the old one is worth nothing from then on. */
export async function replaceRecoveryKey(
  context: ActionContext,
  confirmation: Confirmation,
): Promise<Result<Secret, AccountFailure>> {
  const dataKey = await takeDataKey(context);
  if (!dataKey.ok) return dataKey;
  const session = await stepUp(context, confirmation);
  if (!session.ok) return session;
  const recoveryKey = mintRecoveryKey();
  const { recoverySecret, wrappingKey } = await deriveFromRecoveryKey(recoveryKey);
  const { account } = session.value;
  const wrap = await wrapDataKey(wrappingKey, account, "recovery", dataKey.value);
  const put = await withSessionCheck(context, putRecovery(recoverySecret, wrap));
  return put.ok ? success(recoveryKey) : put;
}
