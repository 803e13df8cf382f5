/** The browser has changed or ended the subscription: mend it now, and else at the next start of a page. */
import { checkPush } from "../actions/nudges/subscription";
import { createPushPort } from "../sw-bridge/push";
import { openDevice } from "./device";
import { worker } from "./worker";

export async function renewSubscription(): Promise<void> {
  const device = await openDevice();
  if (device === null) return;
  await checkPush(
    device,
    createPushPort(() => Promise.resolve(worker.registration)),
  );
}
