/**
 * A push becomes a notification. Something is always shown, whatever arrived and however the storage is:
 * a browser that sees pushes without it takes the permission away.
 */
import { closeKept } from "../actions/nudges/close-kept";
import { readNudgeStatus, type NudgeStatus } from "../actions/nudges/complete-nudge";
import { confirmArrival } from "../api/push";
import { readNames } from "../db/nudges";
import { t } from "../i18n";
import { readPush, type NudgeData, type Pushed, type PushedAction } from "../model/nudge";
import { showBadge } from "../sw-bridge/badge";
import { hasLock, openDevice, type WorkerDevice } from "./device";
import { worker } from "./worker";

interface Notice {
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
  readonly actions: readonly PushedAction[];
}

/** A phone with a slow disk has this long until the words of the push itself are shown. */
const MAX_LOOKING_MS = 3_000;
/** What most browsers show. */
const MAX_ACTIONS = 2;

export async function receivePush(message: PushMessageData | null): Promise<void> {
  const pushed = readPush(parse(message));
  if (pushed === null) return show(GENERIC, { tag: "kept", data: null });
  await show(await noticeOf(pushed), {
    tag: pushed.tag,
    lang: pushed.lang,
    data: { ...pushed.data, navigate: pushed.navigate },
  });
  if (pushed.badge !== null) await showBadge(pushed.badge);
  if (pushed.data?.kind === "test") await confirmArrival(pushed.data.token);
  await tidy();
}

/** What has been done elsewhere is taken away whenever there is reason to look. */
export async function tidy(): Promise<void> {
  const device = await openDevice();
  if (device === null) return;
  const notifications = await worker.registration.getNotifications();
  const isLoud = notifications.filter(({ silent }) => silent !== true);
  await closeKept(
    device,
    isLoud.map((notification) => ({
      data: notification.data as unknown,
      close: () => {
        notification.close();
      },
    })),
  );
}

const show = (
  { title, body, isSilent, actions }: Notice,
  {
    tag,
    lang = "",
    data,
  }: { readonly tag: string; readonly lang?: string; readonly data: unknown },
): Promise<void> =>
  worker.registration.showNotification(title, {
    body,
    tag,
    lang,
    dir: "auto",
    data,
    silent: isSilent,
    icon: "/icons/icon-192.png",
    // The types of a page know no actions; only a worker's notifications have them.
    ...{ actions: actions.slice(0, MAX_ACTIONS) },
  });

const GENERIC: Notice = {
  get title() {
    return t("push.title");
  },
  get body() {
    return t("push.body");
  },
  isSilent: false,
  actions: [],
};

function parse(message: PushMessageData | null): unknown {
  try {
    return message?.json() as unknown;
  } catch {
    return null;
  }
}

/** What this device knows of the things a nudge is about, and whether it may name them. */
interface Known {
  readonly looked: readonly NudgeStatus[];
  readonly isNamed: boolean;
}

/** Chosen on this device, and without a lock; whatever the push says. Where that cannot be read, no. */
async function mayName({ database }: WorkerDevice): Promise<boolean> {
  if (await hasLock().catch(() => true)) return false;
  const chosen = await readNames(database);
  return chosen.ok && chosen.value;
}

async function noticeOf(pushed: Pushed): Promise<Notice> {
  const plain = { ...pushed, isSilent: false };
  const { data } = pushed;
  if (data?.kind !== "nudge") return plain;
  const looking = look(data).catch(() => null);
  const known = await Promise.race([looking, after(MAX_LOOKING_MS)]);
  if (known === null) return plain;
  if (known.looked.every(({ standing }) => standing === "kept" || standing === "off")) {
    return keptNotice(known);
  }
  return known.isNamed ? namedNotice(pushed, data, known.looked) : plain;
}

const after = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, milliseconds);
  });

/** Null where this device knows nothing of it: another account's, or nobody's. */
async function look({ account, items }: NudgeData): Promise<Known | null> {
  const device: WorkerDevice | null = await openDevice();
  if (device?.account !== account) return null;
  const isNamed = await mayName(device);
  const results = await Promise.all(items.map((item) => readNudgeStatus(device, item)));
  const looked = results.map((result): NudgeStatus =>
    result.ok ? result.value : { standing: "gone" },
  );
  return { looked, isNamed };
}

/** Done here, and the server does not know yet. */
const keptNotice = ({ isNamed, looked }: Known): Notice => ({
  title: (isNamed ? namesOf(looked) : "") || t("push.kept_title"),
  body: t("push.kept"),
  isSilent: true,
  actions: [],
});

function namedNotice(pushed: Pushed, { count }: NudgeData, looked: readonly NudgeStatus[]): Notice {
  const open = looked.filter(({ standing }) => standing === "open");
  const names = namesOf(open);
  if (names === "") return { ...pushed, isSilent: false };
  const [first] = open;
  if (count > 1) {
    return { ...pushed, title: t("push.several"), body: names, isSilent: false };
  }
  const cue = first !== undefined && first.standing !== "gone" ? first.cue : "";
  return { ...pushed, title: names, body: cue || t("push.small_step"), isSilent: false };
}

/** While the words are locked on this device, names are "". */
const namesOf = (looked: readonly NudgeStatus[]): string =>
  looked
    .flatMap((one) => (one.standing === "gone" || one.name === "" ? [] : [one.name]))
    .join(" · ");
