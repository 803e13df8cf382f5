/** All promises, by how they stand; and how often they were kept in time. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { PromiseState, StandingPromise } from "../../../model/promises";
import { hasWords } from "../../../model/search";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { Search } from "../../components/search/search";
import { Segmented, type Option } from "../../components/segmented/segmented";
import { usePromises } from "../../use-promises";
import { downloadCalendar } from "../../words/calendar-file";
import { dueWords } from "../../words/due";
import { FollowThroughCard } from "./follow-through";

/** Beyond so many promises, one is found faster by its words. */
const LONGEST_PLAIN_LIST = 12;

export function PromisesScreen() {
  const promises = usePromises();
  const all = promises.all.value;
  return (
    <div class="page">
      <Head title={t("promises.title")} backTo="/" />
      {all.length === 0 ? <Empty /> : <Promises all={all} />}
    </div>
  );
}

const Empty = () => (
  <div class="card stack promises-empty">
    <Icon name="handshake" />
    <p>{t("promises.empty")}</p>
    <a class="button primary" href="/promises/new">
      {t("promises.first")}
    </a>
  </div>
);

function Promises({ all }: { readonly all: readonly StandingPromise[] }) {
  const [outcome, setOutcome] = useState<PromiseState>("open");
  const [query, setQuery] = useState("");
  const shown = all
    .filter(({ standing }) => standing.outcome === outcome)
    .filter(({ text, toWhom }) => hasWords(`${text} ${toWhom}`, query));
  return (
    <div class="stack">
      <FollowThroughCard standings={all.map(({ standing }) => standing)} />
      <Segmented
        legend={t("promises.filter")}
        options={filters()}
        value={outcome}
        onChange={setOutcome}
      />
      {all.length > LONGEST_PLAIN_LIST && (
        <Search label={t("promises.search")} value={query} onInput={setQuery} />
      )}
      {shown.length === 0 ? (
        <p class="promises-none quiet">{t(`promises.none_${outcome}`)}</p>
      ) : (
        <Rows promises={outcome === "open" ? shown : shown.toSorted(bySettledDay)} />
      )}
      {outcome === "open" && shown.length > 0 && <Calendar promises={shown} />}
    </div>
  );
}

/** The latest first. */
const bySettledDay = (left: StandingPromise, right: StandingPromise): number =>
  (left.standing.settledOn ?? "") < (right.standing.settledOn ?? "") ? 1 : -1;

const filters = (): readonly Option<PromiseState>[] => [
  { value: "open", label: t("promises.open") },
  { value: "kept", label: t("promises.kept") },
  { value: "mended", label: t("promises.mended") },
  { value: "let_go", label: t("promises.let_go") },
];

const Rows = ({ promises }: { readonly promises: readonly StandingPromise[] }) => (
  <ul class="rows">
    {promises.map((promise) => (
      <li key={promise.id}>
        <Row promise={promise} />
      </li>
    ))}
  </ul>
);

function Row({ promise }: { readonly promise: StandingPromise }) {
  const { moment } = usePromises();
  const { settledOn, due } = promise.standing;
  const when = settledOn === null ? dueWords(due, moment.value) : formatDate(settledOn, "medium");
  return (
    <a class="promise-row" href={`/promises/${promise.id}`}>
      <span>
        <bdi class="serif">{promise.text}</bdi>
        <span class="quiet small">
          {promise.toWhom !== "" && <bdi>{t("due.to", { name: promise.toWhom })} · </bdi>}
          {when}
        </span>
      </span>
      <Icon name="chevron-right" flips />
    </a>
  );
}

function Calendar({ promises }: { readonly promises: readonly StandingPromise[] }) {
  const { moment } = usePromises();
  return (
    <button
      type="button"
      class="button wide"
      onClick={() => {
        downloadCalendar(promises, moment.value);
      }}
    >
      <Icon name="calendar-plus" />
      {t("promises.calendar")}
    </button>
  );
}
