/** "I said I would …": what, to whom, by when, and when to be reminded. */
import { useState } from "preact/hooks";
import type { PromiseDraft, PromiseFailure } from "../../../actions/save-promise";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import type { PromiseRecord } from "../../../model/promise-record";
import { useApp } from "../../app";
import { useOneAtATime } from "../../use-one-at-a-time";
import { promiseFailureWords } from "../../words/promise-failures";
import { Field } from "../field/field";
import { Problem } from "../field/problem";
import { Resumed } from "../resumed/resumed";
import { useFormDraft } from "../use-form-draft";
import { dayOfDraft, DueField, toDueDraft, type DueDraft } from "./due-field";
import { ReminderField, withoutTime } from "./reminder-field";
import "./style.css";

interface Props {
  /** Null for a new one. */
  readonly promise: PromiseRecord | null;
  /** What a new one begins with. */
  readonly text?: string;
  /** Whether by when may be put right: once it was moved or settled, that is history. */
  readonly isDueOpen: boolean;
  readonly submitLabel: string;
  readonly save: (draft: PromiseDraft) => Promise<Result<string, PromiseFailure>>;
  readonly onSaved: (id: string) => void;
}

export function PromiseForm({ promise, text = "", isDueOpen, submitLabel, save, onSaved }: Props) {
  const { calendar } = useApp().state;
  const today = calendar.today.value;
  const { form, set, isReady, isResumed, startOver, drop } = useForm(promise, text, today);
  const { words, due, reminders } = form;
  const [failure, setFailure] = useState<PromiseFailure | null>(null);
  const submit = useOneAtATime(async () => {
    const result = await save({
      ...words,
      dueOn: isDueOpen ? dayOfDraft(due, today) : (promise?.due?.on ?? today),
      dueTime: due.time === "" ? null : due.time,
      // Where it was meant before, unless it is given a time for the first time.
      timeZone: promise?.due?.zone ?? calendar.timeZone.peek(),
      reminders: due.time === "" ? withoutTime(reminders) : reminders,
    });
    if (!result.ok) {
      setFailure(result.failure);
      return false;
    }
    await drop();
    onSaved(result.value);
    return true;
  });
  if (!isReady) return null;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(); /* no await: it leaves the form, or shows why not */
      }}
    >
      {isResumed && <Resumed onStartOver={startOver} />}
      <WordFields words={words} failure={failure} onChange={set("words")} />
      {isDueOpen && <DueField due={due} problem={dueProblem(failure)} onChange={set("due")} />}
      <ReminderField reminders={reminders} hasTime={due.time !== ""} onChange={set("reminders")} />
      <Problem text={otherProblem(failure)} />
      <button type="submit" class="button primary wide">
        {submitLabel}
      </button>
    </form>
  );
}

type Words = Pick<PromiseDraft, "text" | "toWhom">;

interface Form {
  readonly words: Words;
  readonly due: DueDraft;
  readonly reminders: PromiseDraft["reminders"];
}

/** A new promise that was not made goes on where it was left, beside what it began with. */
function useForm(promise: PromiseRecord | null, text: string, today: string) {
  const name = text === "" ? "promise" : `promise:${text}`;
  return useFormDraft<Form>(promise === null ? name : null, {
    words: { text: promise?.text ?? text, toWhom: promise?.toWhom ?? "" },
    due: toDueDraft(promise?.due?.on ?? today, promise?.due?.time ?? null, today),
    reminders: promise?.reminders.map(({ reminder }) => reminder) ?? [],
  });
}

interface WordFieldsProps {
  readonly words: Words;
  readonly failure: PromiseFailure | null;
  readonly onChange: (words: Words) => void;
}

function WordFields({ words, failure, onChange }: WordFieldsProps) {
  return (
    <>
      <Field
        label={t("promise.text")}
        hint={t("promise.text_hint")}
        value={words.text}
        problem={wordProblem(failure, "text")}
        onInput={(text) => {
          onChange({ ...words, text });
        }}
      />
      <Field
        label={t("promise.to_whom")}
        hint={t("promise.to_whom_hint")}
        isOptional
        value={words.toWhom}
        problem={wordProblem(failure, "to_whom")}
        onInput={(toWhom) => {
          onChange({ ...words, toWhom });
        }}
      />
    </>
  );
}

const otherProblem = (failure: PromiseFailure | null): string | null =>
  failure === null || failure.type === "invalid-promise" || failure.type === "invalid-due"
    ? null
    : promiseFailureWords(failure);

const wordProblem = (failure: PromiseFailure | null, field: "text" | "to_whom"): string | null =>
  failure?.type === "invalid-promise" && failure.field === field
    ? promiseFailureWords(failure)
    : null;

const dueProblem = (failure: PromiseFailure | null): string | null =>
  failure?.type === "invalid-due" ? promiseFailureWords(failure) : null;
