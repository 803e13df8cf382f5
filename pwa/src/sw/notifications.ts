/**
 * A push becomes a notification. Something is always shown, whatever arrived and however the storage is:
 * a browser that sees pushes without it takes the permission away.
 */
import { closeKept } from "../actions/nudges/close-kept";
import { lookAtNudge, type Looked } from "../actions/nudges/keep-nudge";
import { confirmArrival } from "../api/push";
import { t } from "../i18n/worker";
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
const MOST_LOOKING_MS = 3_000;
/** What most browsers show. */
const MOST_ACTIONS = 2;

export async function receivePush(message: PushMessageData | null): Promise<void> {
  const pushed = readPush(parse(message));
  if (pushed === null) return show(GENERIC, { tag: "kept", data: null });
  await show(await noticeOf({ ...pushed, isNamed: pushed.isNamed && !(await isGuarded()) }), {
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
    ...{ actions: actions.slice(0, MOST_ACTIONS) },
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

/** Where that cannot be read, nothing is named. */
const isGuarded = (): Promise<boolean> => hasLock().catch(() => true);

async function noticeOf(pushed: Pushed): Promise<Notice> {
  const plain = { ...pushed, isSilent: false };
  const { data } = pushed;
  if (data?.kind !== "nudge") return plain;
  const looking = look(data).catch(() => null);
  const looked = await Promise.race([looking, after(MOST_LOOKING_MS)]);
  if (looked === null) return plain;
  if (looked.every(({ standing }) => standing === "kept" || standing === "off")) {
    return keptNotice(pushed, looked);
  }
  return pushed.isNamed ? namedNotice(pushed, data, looked) : plain;
}

const after = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, milliseconds);
  });

/** Null where this device knows nothing of it: another account's, or nobody's. */
async function look({ account, items }: NudgeData): Promise<readonly Looked[] | null> {
  const device: WorkerDevice | null = await openDevice();
  if (device?.account !== account) return null;
  const looked = await Promise.all(items.map((item) => lookAtNudge(device, item)));
  return looked.map((result) => (result.ok ? result.value : { standing: "gone" }));
}

/** Done here, and the server does not know yet. */
const keptNotice = ({ isNamed }: Pushed, looked: readonly Looked[]): Notice => ({
  title: (isNamed ? namesOf(looked) : "") || t("push.kept_title"),
  body: t("push.kept"),
  isSilent: true,
  actions: [],
});

function namedNotice(pushed: Pushed, { count }: NudgeData, looked: readonly Looked[]): Notice {
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
const namesOf = (looked: readonly Looked[]): string =>
  looked
    .flatMap((one) => (one.standing === "gone" || one.name === "" ? [] : [one.name]))
    .join(" · ");
