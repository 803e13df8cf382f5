/** The last step of every way in: bring along what is here, or leave it; then the page opens anew. */
import { useEffect, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { t } from "../../../i18n";
import { useKept } from "../../kept";
import { guessDeviceName } from "../../words/device-name";
import { failureWords } from "../../words/failures";
import { AccountPage } from "./form";

/** Give the device to the account and open Today with it; a full disk is said and can be tried again. */
export function useSettleIn() {
  const { actions, state } = useKept();
  const [isBusy, setIsBusy] = useState(false);
  const settle = async (arrival: Arrival, bringIn: boolean): Promise<void> => {
    setIsBusy(true);
    const { settleIn } = await actions.account();
    const deviceName = guessDeviceName(navigator.userAgent);
    const result = await settleIn(arrival, { bringIn, deviceName });
    if (result.ok) {
      location.replace("/");
      return;
    }
    setIsBusy(false);
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  return { settle, isBusy };
}

/** Asks only where there is something to bring. */
export function Arrive({ arrival }: { readonly arrival: Arrival }) {
  const { actions } = useKept();
  const { settle, isBusy } = useSettleIn();
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    const begin = async (): Promise<void> => {
      const { holdsLocalThings } = await actions.account();
      if (await holdsLocalThings()) setIsAsking(true);
      else await settle(arrival, false);
    };
    void begin(); /* no await: it asks, or the page opens anew */
    // Once for each arrival.
  }, [arrival]);
  if (!isAsking) return <AccountPage title={t("account.busy")}>{null}</AccountPage>;
  const { username } = arrival.session;
  return (
    <AccountPage title={t("account.bring_title")} lead={t("account.bring_text", { username })}>
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={isBusy}
          onClick={() => void settle(arrival, false)}
        >
          {t("account.leave_here")}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={isBusy}
          onClick={() => void settle(arrival, true)}
        >
          {t("account.bring_in")}
        </button>
      </div>
    </AccountPage>
  );
}
