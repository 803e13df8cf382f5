import { checkStepUp } from "../../api/accounts";
import { success, type Result } from "../../core/result";
import type { ActionContext } from "../context";
import type { AccountFailure } from "./failures";

/**
 * An export asks for a step-up as far as that is possible. The way out with one's own data depends on no server
 * and on no password that may be lost: without an account, signed out, or without an answer, nothing is asked.
 */
export async function confirmExport({
  device,
}: ActionContext): Promise<Result<null, AccountFailure>> {
  if ((await device.account())?.status !== "signed-in") return success(null);
  const answer = await checkStepUp();
  return answer.ok || answer.failure.type !== "step-up" ? success(null) : answer;
}
