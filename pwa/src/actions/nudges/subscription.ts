/**
 * The subscription of this device: what the person wants, what the browser has and what the server has are
 * three things, and are brought into step at each start. What the server has is what is shown.
 */
import { deletePush, getPush, putPush, type Push } from "../../api/push";
import { failed, success, type Result } from "../../core/result";
import { readWish, writeWish } from "../../db/nudges";
import type { PushStatus, Subscription } from "../../model/push";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import type { NudgeFailure } from "./failures";
import type { BrowserSubscription, PushPort } from "./port";

type Device = Pick<ActionContext, "database" | "device">;
type PushResult = Promise<Result<PushStatus, NudgeFailure>>;

/**
 * One at a time, in all tabs and in the worker: a look that began before a switch was turned off must not
 * subscribe again behind it.
 */
const inTurn = (run: () => PushResult): PushResult => navigator.locks.request("kept-push", run);

/** Look, and mend silently what the person has switched on and has come apart since. */
export async function checkPush(context: Device, port: PushPort): PushResult {
  if (!port.isSupported) return success({ type: "unsupported" });
  return inTurn(() => look(context, port));
}

async function look(context: Device, port: PushPort): PushResult {
  const [push, wish] = await Promise.all([
    withSessionCheck(context, getPush()),
    readWish(context.database),
  ]);
  if (!push.ok) return push;
  const isAllowed = port.permission() === "granted";
  if (wish.ok && wish.value && isAllowed) return keepInStep(context, port, push.value);
  if (port.permission() === "denied") return success({ type: "denied" });
  return success(statusOf(push.value.subscriptions));
}

/** `asked` is the browser's question, put within the tap that led here. */
export async function turnOn(
  context: Device,
  port: PushPort,
  asked: Promise<NotificationPermission>,
): PushResult {
  if ((await asked) !== "granted") return failed({ type: "push-refused" });
  return inTurn(async () => {
    const push = await withSessionCheck(context, getPush());
    if (!push.ok) return push;
    const wish = await writeWish(context.database, true);
    return wish.ok ? keepInStep(context, port, push.value) : wish;
  });
}

/** The wish goes first: a device that goes offline in the middle must not switch itself on again. */
export async function turnOff(context: Device, port: PushPort): PushResult {
  const wish = await writeWish(context.database, false);
  return wish.ok ? inTurn(() => takeDown(context, port)) : wish;
}

async function takeDown(context: Device, port: PushPort): PushResult {
  await port.unsubscribe();
  const push = await withSessionCheck(context, getPush());
  if (!push.ok) return push;
  const current = push.value.subscriptions.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return success(statusOf(push.value.subscriptions));
  const gone = await withSessionCheck(context, deletePush(current.session));
  return gone.ok
    ? success(statusOf(push.value.subscriptions.filter((other) => other !== current)))
    : gone;
}

async function keepInStep(context: Device, port: PushPort, push: Push): PushResult {
  const known = push.subscriptions.find(({ isCurrent }) => isCurrent);
  const present = await port.current();
  if (known !== undefined && isSame(known, present, push)) {
    return success(statusOf(push.subscriptions));
  }
  // Of another key, or ended by its push service: only a new one is heard.
  if (present !== null) await port.unsubscribe();
  const made = await port.subscribe(push.key);
  if (!made.ok) return made;
  const put = await withSessionCheck(context, putPush(made.value.json));
  if (!put.ok) return put;
  const others = push.subscriptions.filter(({ isCurrent }) => !isCurrent);
  return success(statusOf([put.value, ...others]));
}

const isSame = (known: Subscription, present: BrowserSubscription | null, { key }: Push): boolean =>
  present?.endpoint === known.endpoint && (present.key === null || present.key === key);

function statusOf(subscriptions: readonly Subscription[]): PushStatus {
  const current = subscriptions.find(({ isCurrent }) => isCurrent);
  const others = subscriptions.filter(({ isCurrent }) => !isCurrent);
  return current === undefined ? { type: "off", others } : { type: "on", current, others };
}
