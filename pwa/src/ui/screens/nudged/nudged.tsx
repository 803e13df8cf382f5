/** What a nudge opens: Today, and over it what the nudge is about, for browsers whose notifications have no buttons. */
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type NudgeStatus, readNudgeStatus } from "../../../actions/nudges/complete-nudge";
import { reactToNudge } from "../../../actions/nudges/react";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { WEEKLY } from "../../../model/check-ins";
import { readNudgeAddress, type NudgeItem } from "../../../model/nudge";
import { useApp } from "../../app";
import { Sheet } from "../../components/sheet/sheet";
import { TodayScreen } from "../today/today";
import { useAnswer } from "./use-answer";

export function NudgedScreen() {
  const { query, route } = useLocation();
  const item = readNudgeAddress(query);
  const close = (): void => {
    route("/", true);
  };
  useOpened(query["nudge"]);
  return (
    <>
      <TodayScreen />
      {item?.type === "preference" && <CheckIn />}
      {item !== null && <NudgeSheet key={item.id} item={item} onClose={close} />}
    </>
  );
}

/** The preferences have one reminder only, that of the weekly check-in: it is opened, and Today lies behind it. */
function CheckIn() {
  const { route } = useLocation();
  useEffect(() => {
    route("/", true);
    route(`/moments/${WEEKLY}`);
  }, []);
  return null;
}

/** The server wants to know that somebody looked. */
function useOpened(nudge: string | undefined): void {
  const { context, state } = useApp();
  const isSignedIn = state.account.current.value?.status === "signed-in";
  useEffect(() => {
    if (nudge === undefined || !isSignedIn) return;
    void reactToNudge(context, nudge, "opened"); /* no await: it waits on the disk */
  }, [nudge, isSignedIn]);
}

interface Props {
  readonly item: NudgeItem;
  readonly onClose: () => void;
}

function NudgeSheet({ item, onClose }: Props) {
  const today = useApp().state.calendar.today.value;
  const looked = useNudgeStatus(item);
  if (looked === null || looked.standing === "gone") return null;
  return (
    <Sheet
      title={looked.name || t("app.locked")}
      over={item.on === today ? looked.cue : formatDate(item.on, "full")}
      onClose={onClose}
    >
      {looked.standing === "open" ? (
        <Answers item={item} onClose={onClose} />
      ) : (
        <>
          <p>{t(looked.standing === "off" ? "nudged.off" : "nudged.kept")}</p>
          <div class="buttons">
            <button type="button" class="button primary" onClick={onClose}>
              {t("nudged.close")}
            </button>
          </div>
        </>
      )}
    </Sheet>
  );
}

function Answers({ item, onClose }: Props) {
  const { done, later } = useAnswer(item, onClose);
  return (
    <>
      <p class="quiet">{t("push.small_step")}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void later()}>
          {t("nudged.later")}
        </button>
        <button type="button" class="button primary" onClick={() => void done()}>
          {t("nudged.done")}
        </button>
      </div>
    </>
  );
}

function useNudgeStatus(item: NudgeItem): NudgeStatus | null {
  const { context } = useApp();
  const [looked, setLooked] = useState<NudgeStatus | null>(null);
  const look = async (): Promise<void> => {
    const result = await readNudgeStatus(context, item);
    if (result.ok) setLooked(result.value);
  };
  useEffect(() => {
    void look(); /* no await: the state draws it */
  }, [item.id]);
  return looked;
}
