/** "Arrived" is said only when the worker of this device has told the server so. */
import { useEffect, useState } from "preact/hooks";
import { t, type MessageKey } from "../../../i18n";
import type { Subscription } from "../../../model/push";
import type { PushControl } from "./use-push";

const LOOK_EVERY_MS = 1_500;
/** After so many looks it is said that it takes long. */
const PATIENT_LOOKS = 20;

interface Props {
  readonly subscription: Subscription;
  readonly control: PushControl;
}

export function Test({ subscription, control }: Props) {
  const { test } = subscription;
  const isUnderWay = test === "waiting" || test === "sent" || test === "retrying";
  const looks = useLooks(isUnderWay, control);
  const isLong = isUnderWay && looks >= PATIENT_LOOKS;
  return (
    <div class="nudges-test">
      <button
        type="button"
        class="button"
        aria-disabled={isUnderWay && !isLong}
        onClick={() => {
          if (!isUnderWay || isLong)
            void control.sendTest(subscription.session); /* the state draws it */
        }}
      >
        {t("nudges.send_test")}
      </button>
      <div role="status">
        <p class={test === "arrived" ? "arrived" : "quiet"}>{t(WORDS[test])}</p>
        {isLong && <p class="quiet small">{t("nudges.test_long")}</p>}
      </div>
    </div>
  );
}

const WORDS: Readonly<Record<Subscription["test"], MessageKey>> = {
  waiting: "nudges.test_waiting",
  sent: "nudges.test_sent",
  arrived: "nudges.test_arrived",
  retrying: "nudges.test_retrying",
  refused: "nudges.test_refused",
};

/** Look again while a test is under way; gives how often that was done. */
function useLooks(isUnderWay: boolean, control: PushControl): number {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (!isUnderWay) setLooks(0);
  }, [isUnderWay]);
  useEffect(() => {
    if (!isUnderWay || looks >= 2 * PATIENT_LOOKS) return undefined;
    const timer = setTimeout(() => {
      void control.check(); /* no await: the state draws it */
      setLooks(looks + 1);
    }, LOOK_EVERY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isUnderWay, looks]);
  return looks;
}
