/** What was promised, on Today: what waits for an answer rises to the top, what is due today stands below. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { StandingPromise } from "../../../model/promises";
import type { Promises } from "../../../state/promises";
import { useApp } from "../../app";
import { AskSheet } from "../../parts";
import { usePromises } from "../../use-promises";
import { dueWords } from "../../words/due";
import { Icon } from "../icon/icon";
import "../habit-row/style.css";
import { PromiseTick } from "./promise-tick";
import "./style.css";

/** Those whose day is over, until they are answered. */
export function WaitingPromises() {
  const promises = usePromises();
  const waiting = promises.open.value.filter((promise) => promises.phaseOf(promise) === "overdue");
  if (waiting.length === 0) return null;
  return (
    <section class="promises waiting" aria-labelledby="waiting">
      <h2 class="section-title" id="waiting">
        {t("due.waiting")}
      </h2>
      <ul class="rows">
        {waiting.map((promise) => (
          <WaitingRow key={promise.id} promise={promise} />
        ))}
      </ul>
    </section>
  );
}

/** Those of this day, and how many are to come; where there are none, the way to all that there were. */
export function PromisesOfToday() {
  const promises = usePromises();
  // First: a format of dates, which a slow phone takes its time to make, is needed only where there are any.
  if (promises.all.value.length === 0) return null;
  const today = ofToday(promises);
  const later = promises.open.value.filter((promise) => promises.phaseOf(promise) === "later");
  if (today.length + later.length === 0) return <AllPromises />;
  return (
    <section class="section promises" aria-labelledby="promised">
      <h2 class="section-title" id="promised">
        <span>{t("due.section")}</span>
        <a class="link" href="/promises">
          {later.length === 0 ? t("due.all") : t("due.to_come", { count: later.length })}
        </a>
      </h2>
      {today.length === 0 ? (
        <NextPromise next={later[0]} />
      ) : (
        <ul class="rows">
          {today.map((promise) => (
            <TodayRow key={promise.id} promise={promise} />
          ))}
        </ul>
      )}
    </section>
  );
}

const AllPromises = () => (
  <p class="section promises-all">
    <a class="link" href="/promises">
      {t("due.all")}
    </a>
  </p>
);

/** Due today and still open, or kept today and due by now. */
function ofToday({ all, moment, phaseOf }: Promises): readonly StandingPromise[] {
  const today = moment.value.today;
  return all.value.filter((promise) => {
    const { outcome, settledOn } = promise.standing;
    if (outcome === "open") return ["today", "due"].includes(phaseOf(promise));
    return outcome === "kept" && settledOn === today;
  });
}

function NextPromise({ next }: { readonly next: StandingPromise | undefined }) {
  const { moment } = usePromises();
  if (next === undefined) return null;
  return (
    <p class="rows promise-next">
      <a href={`/promises/${next.id}`}>
        <bdi class="serif">{next.text}</bdi>
        <span class="quiet small">{dueWords(next.standing.due, moment.value)}</span>
      </a>
    </p>
  );
}

function WaitingRow({ promise }: { readonly promise: StandingPromise }) {
  const [isAsking, setIsAsking] = useState(false);
  const ask = (): void => {
    setIsAsking(true);
  };
  return (
    <li class="row">
      <span class="glyph" data-hue="honey">
        <Icon name="handshake" />
      </span>
      <button type="button" class="row-words" aria-haspopup="dialog" onClick={ask}>
        <Words promise={promise} question={t("due.how_did_it_go")} />
      </button>
      <PromiseTick promise={promise} />
      {isAsking && (
        <AskSheet
          promise={promise}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </li>
  );
}

const TodayRow = ({ promise }: { readonly promise: StandingPromise }) => (
  <li class="row">
    <span class="glyph" data-hue="clay">
      <Icon name="handshake" />
    </span>
    <a class="row-words" href={`/promises/${promise.id}`}>
      <Words promise={promise} />
    </a>
    <PromiseTick promise={promise} />
  </li>
);

interface WordsProps {
  readonly promise: StandingPromise;
  readonly question?: string;
}

function Words({ promise, question }: WordsProps) {
  const { calendar } = useApp().state;
  const { moment } = usePromises();
  const { toWhom, standing } = promise;
  const isKept = standing.settledOn === calendar.today.value;
  return (
    <>
      <bdi class="row-name serif">{promise.text}</bdi>
      <span class="row-cue">
        {toWhom !== "" && <bdi>{t("due.to", { name: toWhom })} · </bdi>}
        {isKept ? t("due.kept_today") : dueWords(standing.due, moment.value)}
      </span>
      {question !== undefined && <span class="promise-question">{question}</span>}
    </>
  );
}
