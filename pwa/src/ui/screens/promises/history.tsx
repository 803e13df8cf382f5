/** All that happened to a promise, the latest first. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { PromiseEvent } from "../../../model/facts";
import type { StandingPromise } from "../../../model/promises";
import { usePromises } from "../../use-promises";
import { dueDateWords } from "../../words/due";
import { eventWords } from "../../words/promises";

export function History({ promise }: { readonly promise: StandingPromise }) {
  const { moment } = usePromises();
  const { standing, due } = promise;
  if (standing.history.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 class="section-title" id="history">
        {t("promise.history")}
      </h2>
      <ol class="promise-history">
        {standing.history.toReversed().map((event) => (
          <Told key={event.id} event={event} />
        ))}
        <li>
          <p>{t("promise.first_due", { due: dueDateWords(due, moment.value) })}</p>
        </li>
      </ol>
    </section>
  );
}

function Told({ event }: { readonly event: PromiseEvent }) {
  const { moment } = usePromises();
  return (
    <li class={event.kind}>
      <p>{eventWords(event, moment.value)}</p>
      <p class="quiet small">{formatDate(event.on, "long")}</p>
      {event.note !== undefined && <bdi class="promise-note">{event.note}</bdi>}
    </li>
  );
}
