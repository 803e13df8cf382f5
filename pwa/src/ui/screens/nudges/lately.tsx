/** The last nudges, and what became of each. */
import { useEffect, useState } from "preact/hooks";
import type { NudgeFailure } from "../../../actions/nudges/failures";
import { listNudges } from "../../../actions/nudges/log";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import type { NudgeLog, PastNudge } from "../../../model/push";
import { useApp } from "../../app";
import { nudgeFailureWords, nudgeOutcomeWords, useSubjectName } from "../../words/nudges";

/** As many as one looks at; the others are one press away. */
const FIRST_SHOWN = 5;

export function Lately() {
  const log = useLog();
  return (
    <section class="section" aria-labelledby="lately">
      <h2 class="section-title" id="lately">
        {t("nudges.lately")}
      </h2>
      {log === null && <p class="card quiet">{t("nudges.looking")}</p>}
      {log?.ok === false && <p class="card">{nudgeFailureWords(log.failure)}</p>}
      {log?.ok === true && <List nudges={log.value.nudges} />}
    </section>
  );
}

function List({ nudges }: { readonly nudges: readonly PastNudge[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (nudges.length === 0) return <p class="card quiet">{t("nudges.lately_none")}</p>;
  const shown = isWhole ? nudges : nudges.slice(0, FIRST_SHOWN);
  return (
    <>
      <ul class="rows">
        {shown.map((nudge) => (
          <Row key={`${nudge.id} ${nudge.reminder}`} nudge={nudge} />
        ))}
      </ul>
      {shown.length < nudges.length && (
        <button
          type="button"
          class="button wide under-rows"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {t("nudges.lately_more")}
        </button>
      )}
    </>
  );
}

function Row({ nudge }: { readonly nudge: PastNudge }) {
  const nameOf = useSubjectName();
  return (
    <li class="nudges-past">
      <span>
        <bdi class="serif">{nameOf(nudge)}</bdi>
        <span class="quiet small numbers">{formatMoment(nudge.dueAtMs)}</span>
      </span>
      <span class="quiet small">{nudgeOutcomeWords(nudge)}</span>
    </li>
  );
}

function useLog(): Result<NudgeLog, NudgeFailure> | null {
  const { context, state } = useApp();
  const [log, setLog] = useState<Result<NudgeLog, NudgeFailure> | null>(null);
  const read = async (): Promise<void> => {
    const result = await listNudges(context);
    setLog(result);
    if (!result.ok) return;
    state.nudges.unanswered.value = result.value.unanswered;
    state.nudges.planned.value = result.value.planned;
  };
  useEffect(() => {
    void read(); /* no await: the state draws it */
  }, []);
  return log;
}
