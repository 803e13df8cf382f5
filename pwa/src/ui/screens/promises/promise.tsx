/** One promise: how it stands, what can be said of it, and all that happened. */
import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { PromiseStatus, StandingPromise } from "../../../model/promises";
import { useApp } from "../../app";
import type { Answer } from "../../components/ask-sheet/answer-form";
import { AskSheet } from "../../components/ask-sheet/ask-sheet";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { usePromises } from "../../use-promises";
import { useTelling } from "../../use-telling";
import { downloadCalendar } from "../../words/calendar-file";
import { dueDateWords, dueWords } from "../../words/due";
import { reminderWords } from "../../words/promises";
import { History } from "./history";
import { MissingPromise } from "./missing";
import { PutAway } from "./put-away";

export function PromiseScreen() {
  const id = useRoute().params["id"] ?? "";
  const promises = usePromises();
  const promise = promises.find(id);
  if (promise === undefined || promise.isDeleted) return <MissingPromise />;
  const isOpen = promise.standing.outcome === "open";
  return (
    <div class="page">
      <Head title={promise.text} over={t("promise.said")} backTo="/promises" />
      <div class="stack">
        <Facts promise={promise} />
        {isOpen ? <Answers promise={promise} /> : <Reopen promise={promise} />}
        <History promise={promise} />
        <PutAway promise={promise} />
      </div>
    </div>
  );
}

function Facts({ promise }: { readonly promise: StandingPromise }) {
  const { moment } = usePromises();
  const { standing, toWhom, reminders } = promise;
  const isOpen = standing.outcome === "open";
  return (
    <dl class="card promise-facts">
      {toWhom !== "" && <Line name={t("promise.to_whom")} value={toWhom} />}
      <Line
        name={t("promise.when")}
        value={(isOpen ? dueWords : dueDateWords)(standing.due, moment.value)}
      />
      <Line name={t("promise.stands")} value={standingWords(standing)} />
      {reminders.length > 0 && isOpen && (
        <Line
          name={t("promise.remind")}
          value={reminders
            .map(({ reminder }) => reminderWords(reminder, standing.due?.time != null))
            .join(" · ")}
        />
      )}
    </dl>
  );
}

const Line = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt class="quiet small">{name}</dt>
    <dd>
      <bdi>{value}</bdi>
    </dd>
  </div>
);

function standingWords({ outcome, settledOn, isOnTime }: PromiseStatus): string {
  if (settledOn === null) return t("promise.stands_open");
  const day = formatDate(settledOn, "long");
  return t(isOnTime ? "promise.stands_in_time" : `promise.stands_${outcome as Settled}`, { day });
}

type Settled = Exclude<PromiseStatus["outcome"], "open">;

function Answers({ promise }: { readonly promise: StandingPromise }) {
  const { moment } = usePromises();
  const [answer, setAnswer] = useState<Answer | "any" | null>(null);
  const tell = useTelling(promise.id);
  const { toasts } = useApp().state;
  const keep = async (): Promise<void> => {
    const failure = await tell({ kind: "kept" });
    if (failure !== null) toasts.show({ kind: "fault", text: failure });
  };
  return (
    <>
      <button type="button" class="button primary wide" onClick={() => void keep()}>
        <Icon name="check" />
        {t("promise.do_kept")}
      </button>
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-haspopup="dialog"
          onClick={() => {
            setAnswer("moved");
          }}
        >
          <Icon name="calendar-clock" />
          {t("promise.do_moved")}
        </button>
        <button
          type="button"
          class="button"
          aria-haspopup="dialog"
          onClick={() => {
            setAnswer("any");
          }}
        >
          {t("promise.do_other")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            downloadCalendar([promise], moment.value);
          }}
        >
          <Icon name="calendar-plus" />
          {t("promise.calendar")}
        </button>
      </div>
      {answer !== null && (
        <AskSheet
          promise={promise}
          answer={answer === "any" ? null : answer}
          onClose={() => {
            setAnswer(null);
          }}
        />
      )}
    </>
  );
}

function Reopen({ promise }: { readonly promise: StandingPromise }) {
  const tell = useTelling(promise.id);
  const { toasts } = useApp().state;
  const reopen = async (): Promise<void> => {
    const failure = await tell({ kind: "reopened" });
    if (failure !== null) toasts.show({ kind: "fault", text: failure });
  };
  return (
    <button type="button" class="button wide" onClick={() => void reopen()}>
      {t("promise.do_reopened")}
    </button>
  );
}
