/** What is done about nudges whenever the app is open: the device, the server and the screen stay in step. */
import type { ActionContext } from "./actions/context";
import { closeKept } from "./actions/nudges/close-kept";
import { followZone } from "./actions/nudges/follow-zone";
import { listNudges } from "./actions/nudges/log";
import { sendReactions } from "./actions/nudges/react";
import { checkPush } from "./actions/nudges/subscription";
import type { AppState } from "./state";

/** A sync brings many changes at once; the notifications are looked at when it is over. */
const AFTER_CHANGES_MS = 1_000;

export async function followNudges(
  context: ActionContext,
  { nudges: state }: Pick<AppState, "nudges">,
): Promise<void> {
  const port = await context.openPush();
  await followZone(context);
  document.addEventListener("visibilitychange", () => {
    // Whoever travels opens the app that is still running.
    if (document.visibilityState === "visible") void followZone(context);
  });
  addEventListener("online", () => void sendReactions(context));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const closeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void port.shown().then((shown) => closeKept(context, shown)),
      AFTER_CHANGES_MS,
    );
  };
  context.changes.subscribe(closeSoon);
  // What the first sync has brought may be there already.
  closeSoon();
  await sendReactions(context);
  const status = await checkPush(context, port);
  if (!status.ok) return;
  state.push.value = status.value;
  if (status.value.type !== "on" && status.value.type !== "off") return;
  const log = await listNudges(context);
  if (log.ok) state.unanswered.value = log.value.unanswered;
}
