/** The second step of an answer: where to, and a word about it. */
import { useState } from "preact/hooks";
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import type { StandingPromise } from "../../../model/promises";
import { useApp } from "../../app";
import { useOneAtATime } from "../../use-one-at-a-time";
import { useTelling, type Told } from "../../use-telling";
import { Field } from "../field/field";
import { dayOfDraft, DueField, toDueDraft, type DueDraft } from "../promise-form/due-field";
import { Resumed } from "../resumed/resumed";
import { useFormDraft } from "../use-form-draft";

export type Answer = "kept" | "moved" | "let_go" | "mended";

interface Props {
  readonly promise: StandingPromise;
  readonly answer: Answer;
  readonly onClose: () => void;
}

export function AnswerForm({ promise, answer, onClose }: Props) {
  const tell = useTelling(promise.id);
  const { due, setDue, to } = useTarget(promise);
  const written = useFormDraft(`answer:${promise.id}:${answer}`, { note: "" });
  const { note } = written.form;
  const [problem, setProblem] = useState<string | null>(null);
  const send = useOneAtATime(async (): Promise<boolean> => {
    const told: Told = { kind: answer, note, ...(answer === "moved" ? { to } : {}) };
    const failure = await tell(told);
    if (failure !== null) {
      setProblem(failure);
      return false;
    }
    await written.drop();
    onClose();
    return true;
  });
  if (!written.isReady) return null;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(); /* no await: it closes the sheet, or shows why not */
      }}
    >
      {answer === "moved" && <DueField due={due} problem={null} onChange={setDue} />}
      {written.isResumed && <Resumed onStartOver={written.startOver} />}
      <Field
        label={t(`promise.note_${answer}`)}
        hint={t(`promise.hint_${answer}`)}
        isLong
        isOptional
        value={note}
        problem={problem}
        onInput={(text) => {
          written.set("note")(text);
          setProblem(null);
        }}
      />
      <button type="submit" class="button primary wide">
        {t(`promise.do_${answer}`)}
      </button>
    </form>
  );
}

/** Tomorrow is offered; at the hour that was agreed before, if there was one. */
function useTarget({ standing }: StandingPromise) {
  const { calendar } = useApp().state;
  const today = calendar.today.value;
  const tomorrow = addDays(today, 1);
  const [due, setDue] = useState<DueDraft>(toDueDraft(tomorrow, standing.due?.time ?? null, today));
  const time = due.time === "" ? null : due.time;
  const isOldTime = time === standing.due?.time;
  const timeZone = (isOldTime ? standing.due.zone : null) ?? calendar.timeZone.value;
  return { due, setDue, to: { on: dayOfDraft(due, today), time, timeZone } };
}
