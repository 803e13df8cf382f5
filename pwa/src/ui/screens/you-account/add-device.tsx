/** Another device is let in: it opens the link that is shown here, and its number is chosen. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { AccountFailure } from "../../../actions/account/failures";
import {
  cancelLink,
  chooseNumber,
  type Offer,
  offerLink,
  readLink,
} from "../../../actions/linking/offer-link";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Sheet } from "../../components/sheet/sheet";
import { ShownCode } from "../../components/shown-code/shown-code";
import { useStepUp } from "../../components/step-up/step-up";
import { usePolling } from "../../use-polling";
import { isPassing, linkingFailureWords } from "../../words/linking-failures";
import "./add-device.css";

interface Props {
  readonly onClose: () => void;
}

interface Offering {
  readonly type: "offered";
  readonly offer: Offer;
  readonly isUnreachable: boolean;
}

type Stage =
  | { readonly type: "making" }
  | { readonly type: "failed"; readonly failure: AccountFailure }
  | Offering;

type Read = Awaited<ReturnType<typeof readLink>>;

export function AddDevice({ onClose }: Props) {
  const { stage, isBusy, make, choose, stepUp } = useOffer(onClose);
  return (
    <>
      <Sheet title={t("link.add")} onClose={onClose}>
        {stage.type === "making" && <p class="quiet">{t("account.busy")}</p>}
        {stage.type === "failed" && <Failed failure={stage.failure} onAgain={make} />}
        {stage.type === "offered" && (
          <Offered {...stage} isBusy={isBusy} onChoose={choose} onClose={onClose} />
        )}
      </Sheet>
      {stepUp}
    </>
  );
}

function Failed({
  failure,
  onAgain,
}: {
  readonly failure: AccountFailure;
  readonly onAgain: () => void;
}) {
  return (
    <>
      <p role="alert">{linkingFailureWords(failure)}</p>
      {failure.type === "words-locked" ? (
        <a class="button primary wide" href="/you/unlock">
          {t("account.unlock_submit")}
        </a>
      ) : (
        <button type="button" class="button primary wide" onClick={onAgain}>
          {t(failure.type === "refused" ? "link.again" : "account.retry")}
        </button>
      )}
    </>
  );
}

interface OfferedProps {
  readonly offer: Offer;
  readonly isUnreachable: boolean;
  readonly isBusy: boolean;
  readonly onChoose: (number: string) => void;
  readonly onClose: () => void;
}

function Offered({ offer, isUnreachable, isBusy, onChoose, onClose }: OfferedProps) {
  const { standing, link } = offer;
  return (
    <>
      {standing.state === "open" && <Open code={link.code} secondsLeft={standing.seconds_left} />}
      {standing.state === "claimed" && (
        <Numbers numbers={standing.numbers} isBusy={isBusy} onChoose={onChoose} onClose={onClose} />
      )}
      {standing.state === "confirmed" && <p role="status">{t("link.coming")}</p>}
      {standing.state === "collected" && (
        <>
          <p role="status">{t("link.done")}</p>
          <button type="button" class="button primary wide" onClick={onClose}>
            {t("link.close")}
          </button>
        </>
      )}
      {isUnreachable && (
        <p class="quiet" role="status">
          {t("link.unreachable")}
        </p>
      )}
    </>
  );
}

const SECONDS_PER_MINUTE = 60;

function Open({ code, secondsLeft }: { readonly code: string; readonly secondsLeft: number }) {
  return (
    <>
      <p>{t("link.lead")}</p>
      <ShownCode
        code={code}
        link={`${location.origin}/link#${code}`}
        qrLabel={t("link.qr")}
        codeLabel={t("link.code")}
      />
      <p class="quiet small">{t("link.paste_there")}</p>
      <p class="quiet small">
        {t("link.left", { minutes: Math.ceil(secondsLeft / SECONDS_PER_MINUTE) })}
      </p>
    </>
  );
}

interface NumbersProps {
  readonly numbers: readonly string[];
  readonly isBusy: boolean;
  readonly onChoose: (number: string) => void;
  readonly onClose: () => void;
}

function Numbers({ numbers, isBusy, onChoose, onClose }: NumbersProps) {
  return (
    <>
      <p role="status">{t("link.choose")}</p>
      <div class="link-numbers">
        {numbers.map((number) => (
          <button
            key={number}
            type="button"
            class="button numbers"
            disabled={isBusy}
            onClick={() => {
              onChoose(number);
            }}
          >
            {number}
          </button>
        ))}
      </div>
      <p class="quiet">{t("link.choose_none")}</p>
      <button type="button" class="button wide" disabled={isBusy} onClick={onClose}>
        {t("link.cancel")}
      </button>
    </>
  );
}

/** Makes a link as soon as it is drawn; one that lets nobody in yet is cancelled with the sheet. */
function useOffer(onClose: () => void) {
  const { context } = useApp();
  const { guard, sheet: stepUp } = useStepUp();
  const [stage, setStage] = useState<Stage>({ type: "making" });
  const [isBusy, setIsBusy] = useState(false);
  const make = async (): Promise<void> => {
    setIsBusy(false);
    setStage({ type: "making" });
    const made = await guard(() => offerLink(context));
    if (made === null) onClose();
    else if (made.ok) setStage({ type: "offered", offer: made.value, isUnreachable: false });
    else setStage({ type: "failed", failure: made.failure });
  };
  const choose = async (number: string): Promise<void> => {
    if (stage.type !== "offered") return;
    setIsBusy(true);
    const chosen = await guard(() => chooseNumber(context, stage.offer.link, number));
    // What has become of it, the next answer of the server tells: until then there is nothing to choose again.
    if (chosen?.ok === true) return;
    setIsBusy(false);
    if (chosen !== null) setStage(after(stage, chosen));
  };
  useEffect(() => {
    void make(); /* no await: the state draws it */
    // Once: a new one is made by the person.
  }, []);
  useCancel(stage);
  useFollow(stage, setStage);
  return { stage, isBusy, make: () => void make(), choose: (n: string) => void choose(n), stepUp };
}

/** With the sheet goes a link by which nobody has been let in so far. */
function useCancel(stage: Stage): void {
  const { context } = useApp();
  const latest = useRef(stage);
  latest.current = stage;
  useEffect(
    () => () => {
      const last = latest.current;
      if (last.type !== "offered" || !isOpen(last.offer)) return;
      void cancelLink(context, last.offer.link); /* no await: the sheet is gone */
    },
    [context],
  );
}

const isOpen = ({ standing }: Offer): boolean =>
  standing.state === "open" || standing.state === "claimed";

/** Ask how the link stands until the new device is in, or the link is over. */
function useFollow(stage: Stage, setStage: (change: (present: Stage) => Stage) => void): void {
  const { context } = useApp();
  const link = stage.type === "offered" ? stage.offer.link : null;
  usePolling(link?.id ?? null, async () => {
    if (link === null) return false;
    const read = await readLink(context, link);
    // What has become of it meanwhile by a press counts for more.
    setStage((present) =>
      present.type === "offered" && present.offer.link === link ? after(present, read) : present,
    );
    return read.ok ? read.value.state !== "collected" : isPassing(read.failure);
  });
}

function after(present: Offering, read: Read): Stage {
  const { link } = present.offer;
  if (read.ok)
    return { type: "offered", offer: { link, standing: read.value }, isUnreachable: false };
  if (isPassing(read.failure)) return { ...present, isUnreachable: true };
  return { type: "failed", failure: read.failure };
}
