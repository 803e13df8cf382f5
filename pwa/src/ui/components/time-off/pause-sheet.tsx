/** One time off: its first day, and its last one or none yet. */
import { useState } from "preact/hooks";
import { type PauseOwner, savePause } from "../../../actions/pause-habit";
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import type { IdentifiedPause } from "../../../model/pauses";
import { useApp } from "../../app";
import { useOneAtATime } from "../../use-one-at-a-time";
import { failureWords } from "../../words/failures";
import { DateField } from "../date-field/date-field";
import { Segmented } from "../segmented/segmented";
import { Sheet } from "../sheet/sheet";
import { usePauses } from "./use-pauses";

/** A week, as most holidays begin. */
const USUAL_DAYS = 7;

interface Props {
  readonly owner: PauseOwner;
  /** Null for a new one. */
  readonly pause: IdentifiedPause | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly from: string;
  readonly to: string;
  readonly isOpen: boolean;
}

export function PauseSheet({ owner, pause, onClose }: Props) {
  const { today, remove } = usePauses(owner);
  const [draft, setDraft] = useState<Draft>(() => draftOf(pause, today));
  const { save, problem, mend } = useSave(owner, pause, onClose);
  const title = t(pause === null ? "pause.add" : "pause.edit");
  return (
    <Sheet title={title} over={owner?.name ?? t("pause.all")} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(draft); /* no await: it closes the sheet itself, or shows why not */
        }}
      >
        <PauseFields
          draft={draft}
          problem={problem}
          onChange={(next) => {
            setDraft(next);
            mend();
          }}
        />
        <div class="buttons">
          {pause !== null && (
            <button
              type="button"
              class="button destructive"
              onClick={() => {
                void remove(pause); /* no await: it says itself how it went */
                onClose();
              }}
            >
              {t("pause.delete")}
            </button>
          )}
          <button type="submit" class="button primary">
            {t("pause.save")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

function draftOf(pause: IdentifiedPause | null, today: string): Draft {
  const from = pause?.from ?? today;
  return {
    from,
    to: pause?.to ?? addDays(from, USUAL_DAYS - 1),
    isOpen: pause !== null && pause.to === null,
  };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly problem: string | null;
  readonly onChange: (draft: Draft) => void;
}

function PauseFields({ draft, problem, onChange }: FieldsProps) {
  return (
    <>
      <DateField
        label={t("pause.from")}
        value={draft.from}
        problem={draft.isOpen || draft.from === "" ? problem : null}
        onInput={(from) => {
          onChange({ ...draft, from });
        }}
      />
      <Segmented
        legend={t("pause.until")}
        options={[
          { value: "date", label: t("pause.until_date") },
          { value: "open", label: t("pause.until_open") },
        ]}
        value={draft.isOpen ? "open" : "date"}
        onChange={(until) => {
          onChange({ ...draft, isOpen: until === "open" });
        }}
      />
      {!draft.isOpen && (
        <DateField
          label={t("pause.to")}
          value={draft.to}
          least={draft.from}
          problem={draft.from === "" ? null : problem}
          onInput={(to) => {
            onChange({ ...draft, to });
          }}
        />
      )}
    </>
  );
}

function useSave(owner: PauseOwner, pause: IdentifiedPause | null, onClose: () => void) {
  const { context, state } = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const save = useOneAtATime(async ({ from, to, isOpen }: Draft): Promise<boolean> => {
    const result = await savePause(context, owner, { from, to: isOpen ? null : to }, pause?.id);
    if (!result.ok) {
      setProblem(failureWords(result.failure));
      return false;
    }
    state.toasts.show({ kind: "calm", text: t("pause.saved") });
    onClose();
    return true;
  });
  return {
    save,
    problem,
    /** Either day may be what was wrong. */
    mend: () => {
      setProblem(null);
    },
  };
}
