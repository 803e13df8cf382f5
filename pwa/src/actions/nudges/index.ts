/** All that concerns nudges, bound to this device; loaded when it is first asked for. */
import { getNudges, sendTest } from "../../api/push";
import type { Result } from "../../core/result";
import type { NudgeLog, PushStatus, Subscription } from "../../model/push";
import { withSessionCheck } from "../account/session-lost";
import { bind } from "../bind";
import type { ActionContext } from "../context";
import { closeKept } from "./close-kept";
import { completeNudge, readNudgeStatus } from "./complete-nudge";
import type { NudgeFailure } from "./failures";
import { followZone } from "./follow-zone";
import { chooseNames, readNamesChoice } from "./names";
import { keepReminder, reactToNudge, sendReactions } from "./react";
import { checkPush, turnOff, turnOn } from "./subscription";

export async function createNudgeActions(context: ActionContext) {
  const port = await context.openPush();
  return {
    checkPush: () => checkPush(context, port),
    /** Within a tap: the browser's question comes first, and everything else after its answer. */
    turnOn: (): Promise<Result<PushStatus, NudgeFailure>> => turnOn(context, port, port.ask()),
    turnOff: () => turnOff(context, port),
    sendTest: (session: string): Promise<Result<Subscription, NudgeFailure>> =>
      withSessionCheck(context, sendTest(session)),
    readNamesChoice: bind(context, readNamesChoice),
    chooseNames: bind(context, chooseNames),
    listNudges: (): Promise<Result<NudgeLog, NudgeFailure>> =>
      withSessionCheck(context, getNudges()),
    readNudgeStatus: bind(context, readNudgeStatus),
    completeNudge: bind(context, completeNudge),
    reactToNudge: bind(context, reactToNudge),
    keepReminder: (reminder: string) => keepReminder(context, reminder),
    sendReactions: () => sendReactions(context),
    followZone: () => followZone(context),
    closeKept: async () => closeKept(context, await port.shown()),
  };
}

export type NudgeActions = Awaited<ReturnType<typeof createNudgeActions>>;
