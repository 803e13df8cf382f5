/** The last step of every way in: bring along what is here, or leave it; then the page reloads. */
import { useEffect, useState } from "preact/hooks";
import { type Arrival, settleIn } from "../../../actions/account/arrival";
import { type BringIn, type Held, whatIsHeld } from "../../../actions/account/bring-in";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { pendingInvite } from "../../pending-invite";
import { forgetLink } from "../../pending-link";
import { accountFailureWords } from "../../words/account-failures";
import { guessDeviceName } from "../../words/device-name";
import { failureWords } from "../../words/failures";

/**
 * Give the device to the account and open Today with it, or the invitation for which it was made; a full
 * disk is said and can be tried again.
 */
export function useSettleIn() {
  const { context, state } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const settle = async (arrival: Arrival, bringIn: BringIn): Promise<void> => {
    setIsBusy(true);
    const deviceName = guessDeviceName(navigator.userAgent);
    const result = await settleIn(context, arrival, { bringIn, deviceName });
    if (result.ok) {
      forgetLink();
      location.replace(pendingInvite() === "" ? "/" : "/invite");
      return;
    }
    setIsBusy(false);
    setHasFailed(true);
    const { failure } = result;
    const text =
      failure.type === "not-the-key" ? accountFailureWords(failure) : failureWords(failure);
    state.toasts.show({ kind: "fault", text });
  };
  return { settle, isBusy, hasFailed };
}

interface Props {
  readonly arrival: Arrival;
  /** Into a new account all comes along that was recorded without one; there is nothing to ask. */
  readonly isNew?: boolean;
}

/** Asks only where there is something to bring. */
export function Arrive({ arrival, isNew = false }: Props) {
  const { context } = useApp();
  const { settle, isBusy, hasFailed } = useSettleIn();
  const [held, setHeld] = useState<Held>("nothing");
  const begin = async (): Promise<void> => {
    const found = await whatIsHeld(context, arrival.session.account);
    if (found === "nothing" || (isNew && found === "local")) await settle(arrival, found);
    else setHeld(found);
  };
  useEffect(() => {
    void begin(); /* no await: it asks, or the page reloads */
    // Once for each arrival.
  }, [arrival]);
  if (held === "nothing") {
    return (
      <AccountPage title={t("account.busy")}>
        {hasFailed && !isBusy && (
          <button type="button" class="button primary wide" onClick={() => void begin()}>
            {t("account.retry")}
          </button>
        )}
      </AccountPage>
    );
  }
  const { username } = arrival.session;
  return (
    <AccountPage title={t("account.bring_title")} lead={t(LEADS[held], { username })}>
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={isBusy}
          onClick={() => void settle(arrival, isNew ? "local" : "nothing")}
        >
          {t("account.leave_here")}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={isBusy}
          onClick={() => void settle(arrival, "all")}
        >
          {t("account.bring_in")}
        </button>
      </div>
    </AccountPage>
  );
}

const LEADS = { local: "account.bring_text", former: "account.bring_former" } as const;
