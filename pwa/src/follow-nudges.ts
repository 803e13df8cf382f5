/** What is done about nudges whenever the app is open: the device, the server and the screen stay in step. */
import type { Actions } from "./actions";
import type { Changes } from "./db/changes";
import type { AppState } from "./state";

/** A sync brings many changes at once; the notifications are looked at when it is over. */
const AFTER_CHANGES_MS = 1_000;

export async function followNudges(
  actions: Actions,
  changes: Changes,
  { nudges: state }: Pick<AppState, "nudges">,
): Promise<void> {
  const nudges = await actions.nudges();
  await nudges.followZone();
  document.addEventListener("visibilitychange", () => {
    // Whoever travels opens the app that is still running.
    if (document.visibilityState === "visible") void nudges.followZone();
  });
  addEventListener("online", () => void nudges.sendReactions());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const closeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void nudges.closeKept(), AFTER_CHANGES_MS);
  };
  changes.subscribe(closeSoon);
  // What the first sync has brought may be there already.
  closeSoon();
  await nudges.sendReactions();
  const status = await nudges.checkPush();
  if (!status.ok) return;
  state.push.value = status.value;
  if (status.value.type !== "on" && status.value.type !== "off") return;
  const log = await nudges.listNudges();
  if (log.ok) state.unanswered.value = log.value.unanswered;
}
