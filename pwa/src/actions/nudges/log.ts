/** What the server tells about nudges, and a test of the way to this device. */
import { getNudges, sendTest } from "../../api/push";
import type { Result } from "../../core/result";
import type { NudgeLog, Subscription } from "../../model/push";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { NudgeFailure } from "./failures";

export const listNudges = (context: ActionContext): Promise<Result<NudgeLog, NudgeFailure>> =>
  withSessionCheck(context, getNudges());

/** `session`: whose device the test goes to. */
export const sendTestNudge = (
  context: ActionContext,
  session: string,
): Promise<Result<Subscription, NudgeFailure>> => withSessionCheck(context, sendTest(session));
