/** What was recorded without a line leaves when there is one again, also when no page is open. */
import { sendReactions } from "../actions/nudges/react";
import { openDevice, type WorkerDevice } from "./device";
import { worker } from "./worker";

export const SYNC_TAG = "kept-sync";

/** Sync now; where that does not work, ask the browser to wake the worker when it may. */
export async function syncSoon(device: WorkerDevice): Promise<void> {
  if (await device.sync()) return;
  // Without it, or without its permission, the next start of a page syncs.
  await worker.registration.sync?.register(SYNC_TAG).catch(() => undefined);
}

/** The browser has a line: everything that waited. Throws where it still does not, so it asks again. */
export async function syncNow(): Promise<void> {
  const device = await openDevice();
  if (device === null) return;
  await sendReactions(device);
  if (!(await device.sync())) throw new Error("There is no line yet");
}
