/** What is not on the server yet, when it last answered, and what it would not take. */
import { retryRefused, syncNow } from "../../../actions/sync-now";
import { t, type MessageKey } from "../../../i18n";
import { formatMoment, formatNumber } from "../../../i18n/format";
import { ACCOUNT_FULL } from "../../../model/refusals";
import { readText } from "../../../model/registers";
import type { SyncPhase } from "../../../model/sync-phase";
import type { Journal } from "../../../state/journal";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";

export function SyncSection() {
  const { account, sync } = useApp().state;
  if (account.current.value?.status !== "signed-in") return null;
  const missing = (sync.unsent.value ?? 0) + sync.refusals.value.length;
  return (
    <section class="section" aria-labelledby="sync">
      <h2 class="section-title" id="sync">
        {t("sync.title")}
      </h2>
      <div class="card stack">
        <div role="status">
          <p>{missing === 0 ? t("sync.all_sent") : t("sync.unsent", { count: missing })}</p>
          <Trouble phase={sync.phase.value} />
          <Again />
          {sync.syncedAt.value !== null && (
            <p class="quiet small">{t("sync.last", { when: formatMoment(sync.syncedAt.value) })}</p>
          )}
        </div>
        <SyncNow />
      </div>
      <Refusals />
    </section>
  );
}

const TROUBLES: Readonly<Partial<Record<SyncPhase, MessageKey>>> = {
  offline: "sync.offline",
  intercepted: "sync.intercepted",
  "other-account": "sync.other_account",
  "update-needed": "sync.update_needed",
  fault: "sync.fault",
};

function Trouble({ phase }: { readonly phase: SyncPhase }) {
  const words = TROUBLES[phase];
  return words === undefined ? null : <p>{t(words)}</p>;
}

/** After the key has changed; nothing waits for it. */
function Again() {
  const again = useApp().state.sync.again.value;
  if (again === null) return null;
  const [done, total] = [formatNumber(again.done), formatNumber(again.total)];
  return <p>{t("sync.again", { done, total })}</p>;
}

function SyncNow() {
  const { context, state } = useApp();
  const isBusy = state.sync.phase.value === "syncing";
  return (
    <button
      type="button"
      class="button"
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) void syncNow(context); /* no await: the section shows how it goes */
      }}
    >
      {t(isBusy ? "sync.busy" : "sync.now")}
    </button>
  );
}

interface Thing {
  readonly type: string;
  readonly id: string;
}

/** What a person knows the thing by. */
function nameOf(journal: Journal, { type, id }: Thing): string {
  if (type === "promise") return textOf(journal, id);
  if (type !== "promise_event") return journal.habit(id)?.name ?? t("sync.refused_entry");
  const event = [...journal.promiseEvents.value.values()].flat().find((told) => told.id === id);
  return event === undefined ? t("sync.refused_entry") : textOf(journal, event.promise);
}

const textOf = (journal: Journal, promise: string): string =>
  readText(journal.fieldsOf("promise", promise), "text") || t("app.locked");

function Refusals() {
  const { context, state } = useApp();
  const refusals = state.sync.refusals.value;
  if (refusals.length === 0) return null;
  const retry = async (): Promise<void> => {
    const result = await retryRefused(context);
    if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  return (
    <div class="card stack refusals">
      <div>
        <h3>{t("sync.refused_title", { count: refusals.length })}</h3>
        <p>
          {refusals.some(({ code }) => code === ACCOUNT_FULL)
            ? t("sync.refused_full")
            : t("sync.refused_text", { count: refusals.length })}
        </p>
      </div>
      <ul>
        {refusals.map(({ type, id, code }) => (
          <li key={`${type}/${id}`} class="small">
            <bdi>{nameOf(state.journal, { type, id })}</bdi> <span class="quiet">({code})</span>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={() => void retry()}>
        {t("sync.retry")}
      </button>
    </div>
  );
}
