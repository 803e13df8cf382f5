/** What a person does with a notification: presses one of its buttons, opens it, or puts it away. */
import { completeNudge } from "../actions/nudges/complete-nudge";
import { reactToNudge } from "../actions/nudges/react";
import { t } from "../i18n";
import { readNudgeData, type NudgeData } from "../model/nudge";
import { syncSoon } from "./background-sync";
import { openDevice, type WorkerDevice } from "./device";
import { worker } from "./worker";

export async function answerClick(action: string, notification: Notification): Promise<void> {
  notification.close();
  const nudge = readNudgeData(notification.data);
  const device = await openDevice();
  const isOurs = nudge !== null && device?.account === nudge.account;
  if (isOurs && action === "done") return keep(device, nudge, notification);
  if (isOurs && action === "later") return postpone(device, nudge);
  await openPage(notification);
  if (isOurs) await reactToNudge(device, nudge.id, "opened");
}

export async function answerClose({ data }: Notification): Promise<void> {
  const nudge = readNudgeData(data);
  const device = await openDevice();
  if (nudge !== null && device?.account === nudge.account) {
    await reactToNudge(device, nudge.id, "dismissed");
  }
}

/** A nudge that is about several things has no Done; whatever asks for it opens the page instead. */
async function keep(
  device: WorkerDevice,
  { items }: NudgeData,
  notification: Notification,
): Promise<void> {
  const [item] = items;
  if (item === undefined || items.length > 1) return openPage(notification);
  const kept = await completeNudge(device, item);
  if (!kept.ok) return showNotSaved(notification);
  if (kept.value === "gone") return openPage(notification);
  await syncSoon(device);
}

async function postpone(device: WorkerDevice, { id }: NudgeData): Promise<void> {
  const sent = await reactToNudge(device, id, "later");
  if (!sent.ok) await syncSoon(device);
}

/** Pressed, and not written: that must not look like a thing that is done. */
const showNotSaved = ({ tag, data }: Notification): Promise<void> =>
  worker.registration.showNotification(t("push.not_saved_title"), {
    body: t("push.not_saved"),
    tag,
    data: data as unknown,
    icon: "/icons/icon-192.png",
  });

/** A page that shows Today or a nudge is used; one that may hold half a sentence is left alone. */
async function openPage({ data }: Notification): Promise<void> {
  const target = addressIn(data);
  const pages = await worker.clients.matchAll({ type: "window" });
  const shown = pages.find(({ url }) => url === target);
  const page = shown ?? pages.find(({ url }) => MAY_LEAVE.has(new URL(url).pathname));
  if (page === undefined) {
    await worker.clients.openWindow(target);
    return;
  }
  await page.focus();
  if (page !== shown) await page.navigate(target);
}

/** Today, under both of its addresses: nothing is being written there. */
const MAY_LEAVE: ReadonlySet<string> = new Set(["/", "/today"]);

/** Only ever one of our own. */
function addressIn(data: unknown): string {
  const { navigate } = (data ?? {}) as { readonly navigate?: unknown };
  const { origin } = worker.location;
  const url = typeof navigate === "string" ? URL.parse(navigate, origin) : null;
  return url?.origin === origin ? url.href : origin;
}
