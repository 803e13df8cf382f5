/** The new device shows its number and waits until it is chosen on the other one. */
import { useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import type { AccountFailure } from "../../../actions/account/failures";
import { arriveByLink, type Claim, takeLink } from "../../../actions/linking/take-link";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { forgetLink } from "../../pending-link";
import { usePolling } from "../../use-polling";
import { isPassing, linkingFailureWords } from "../../words/linking-failures";
import "./style.css";

interface Props {
  readonly claim: Claim;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onStartOver: () => void;
}

export function Waiting({ claim, onArrival, onStartOver }: Props) {
  const { number, failure } = useComingIn(claim, onArrival);
  if (failure !== null && !isPassing(failure)) {
    return (
      <>
        <p role="alert">{linkingFailureWords(failure)}</p>
        <button type="button" class="button wide" onClick={onStartOver}>
          {t("link.other_code")}
        </button>
      </>
    );
  }
  return (
    <>
      {number === null ? (
        <p class="quiet">{t("account.busy")}</p>
      ) : (
        <>
          <p class="lead">{t("link.number")}</p>
          <p class="card link-number numbers" role="status">
            {number}
          </p>
          <p class="quiet">{t("link.waiting")}</p>
        </>
      )}
      {failure !== null && (
        <p class="quiet" role="status">
          {t("link.unreachable")}
        </p>
      )}
      <button type="button" class="button wide" onClick={onStartOver}>
        {t("link.stop")}
      </button>
    </>
  );
}

interface ComingIn {
  readonly number: string | null;
  /** Of the last try; it may pass. */
  readonly failure: AccountFailure | null;
}

function useComingIn(claim: Claim, onArrival: (arrival: Arrival) => void): ComingIn {
  const { context } = useApp();
  const [shown, setShown] = useState<ComingIn>({ number: null, failure: null });
  const tell = (failure: AccountFailure): boolean => {
    // Of no use any more; whoever is only offline goes on.
    if (!isPassing(failure)) forgetLink();
    setShown({ ...shown, failure });
    return isPassing(failure);
  };
  usePolling(claim.secret, async () => {
    if (shown.number === null) {
      const taken = await takeLink(context, claim);
      if (!taken.ok) return tell(taken.failure);
      setShown({ number: taken.value.number, failure: null });
      return true;
    }
    const arrived = await arriveByLink(claim);
    if (!arrived.ok) return tell(arrived.failure);
    setShown({ ...shown, failure: null });
    if (arrived.value === null) return true;
    onArrival(arrived.value);
    return false;
  });
  return shown;
}
