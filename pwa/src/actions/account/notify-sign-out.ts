import { deleteCurrentSession } from "../../api/accounts";
import type { ActionContext } from "../context";

/** End on the server the session that this device has left; until that is done, it is still owed. */
export async function notifySignOut(context: ActionContext): Promise<void> {
  if (!(await context.device.isSignOutPending())) return;
  const answer = await deleteCurrentSession();
  const isOver = answer.ok || answer.failure.type === "signed-out";
  if (isOver) await context.device.change(await context.device.account(), false);
}
