/** Time off, of one habit or of everything: what is planned, what runs, what is over. */
import { useState } from "preact/hooks";
import type { PauseOwner } from "../../../actions/pause-habit";
import { addDays, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { isPausedOn, type IdentifiedPause } from "../../../model/pauses";
import { Icon } from "../icon/icon";
import { PauseSheet } from "./pause-sheet";
import "./style.css";
import { usePauses } from "./use-pauses";

interface Props {
  readonly owner: PauseOwner;
}

export function TimeOff({ owner }: Props) {
  const { pauses, today, end, isAllOff } = usePauses(owner);
  const [editing, setEditing] = useState<IdentifiedPause | "new" | null>(null);
  return (
    <section class="section" aria-labelledby="time-off">
      <h2 class="section-title" id="time-off">
        {t("pause.title")}
      </h2>
      <div class="card stack">
        {owner !== null && isAllOff && (
          <p>
            <a class="link" href="/you">
              {t("pause.all_now")}
            </a>
          </p>
        )}
        {pauses.length === 0 ? (
          <p class="quiet">{t(owner === null ? "pause.none_all" : "pause.none")}</p>
        ) : (
          <PauseList
            pauses={pauses}
            today={today}
            onEdit={setEditing}
            onEnd={(pause) => void end(pause, addDays(today, -1))}
          />
        )}
        <button
          type="button"
          class="button wide"
          aria-haspopup="dialog"
          onClick={() => {
            setEditing("new");
          }}
        >
          <Icon name="moon" />
          {t("pause.add")}
        </button>
      </div>
      {editing !== null && (
        <PauseSheet
          owner={owner}
          pause={editing === "new" ? null : editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </section>
  );
}

interface ListProps {
  readonly pauses: readonly IdentifiedPause[];
  readonly today: LocalDate;
  readonly onEdit: (pause: IdentifiedPause) => void;
  readonly onEnd: (pause: IdentifiedPause) => void;
}

function PauseList({ pauses, today, onEdit, onEnd }: ListProps) {
  return (
    <ul class="pauses">
      {pauses.map((pause) => {
        const words = spanWords(pause, today);
        return (
          <li key={pause.id}>
            <button
              type="button"
              class="pause"
              aria-haspopup="dialog"
              onClick={() => {
                onEdit(pause);
              }}
            >
              <span>{words}</span>
              <span class="quiet">{t(stateKey(pause, today))}</span>
              <Icon name="pencil" />
            </button>
            {isPausedOn(pause, today) && (
              <button
                type="button"
                class="button primary"
                onClick={() => {
                  onEnd(pause);
                }}
              >
                {t("pause.end")}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function spanWords({ from, to }: IdentifiedPause, today: LocalDate): string {
  const first = formatDate(from, "medium");
  if (to === null) return t(from > today ? "pause.open_from" : "pause.open_since", { from: first });
  if (to === from) return t("pause.one_day", { from: first });
  return t("pause.span", { from: first, to: formatDate(to, "medium") });
}

function stateKey(pause: IdentifiedPause, today: LocalDate) {
  if (isPausedOn(pause, today)) return "pause.now";
  return pause.from > today ? "pause.planned" : "pause.past";
}
