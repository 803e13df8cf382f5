/** One day of one habit in full: done or how much, rest, and a note. */
import { useState } from "preact/hooks";
import { setDay } from "../../../actions/set-day";
import { MAX_AMOUNT } from "../../../contract/limits";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDay } from "../../../i18n/format";
import { habitDay, type HabitDay } from "../../../model/habit-day";
import type { Habit } from "../../../model/habit-record";
import { restoreForm } from "../../../model/restore-form";
import { useApp } from "../../app";
import { useOneAtATime } from "../../use-one-at-a-time";
import { offerNoteBack } from "../../use-tap";
import { failureWords } from "../../words/failures";
import { Field } from "../field/field";
import { Resumed } from "../resumed/resumed";
import { Segmented, type Option } from "../segmented/segmented";
import { Sheet } from "../sheet/sheet";
import { Stepper } from "../stepper/stepper";
import { useFormDraft } from "../use-form-draft";

type Choice = "none" | "done" | "rest";

interface Props {
  readonly habit: Habit;
  readonly on: string;
  readonly onClose: () => void;
}

export function DaySheet({ habit, on, onClose }: Props) {
  const { state } = useApp();
  const day = habitDay(habit, state.journal.pastOf(habit.id).peek(), on);
  return (
    <Sheet title={habit.name} over={formatDay(on, state.calendar.today.value)} onClose={onClose}>
      <DayForm habit={habit} day={day} onClose={onClose} />
    </Sheet>
  );
}

function choiceOf({ amount, isLimit, isRest, isSaid }: HabitDay): Choice {
  if (isRest) return "rest";
  return (isLimit ? isSaid : amount > 0) ? "done" : "none";
}

/** What is there, or else what is hoped for. */
function amountOf({ amount, target, isLimit, isSaid }: HabitDay): number {
  if (isLimit) return isSaid ? amount : 0;
  return amount || target;
}

interface FormProps {
  readonly habit: Habit;
  readonly day: HabitDay;
  readonly onClose: () => void;
}

interface Wish {
  readonly choice: Choice;
  readonly amount: number;
  readonly note: string;
}

function DayForm({ habit, day, onClose }: FormProps) {
  const [said, setSaid] = useState({ choice: choiceOf(day), amount: amountOf(day) });
  const written = useNote(habit, day);
  const wish: Wish = { ...said, note: written.form.note };
  const { save, problem } = useSave({ habit, day, onClose, onSaved: written.drop });
  const { choice, amount, note } = wish;
  const isCounted = day.isLimit || day.target !== 1 || day.amount > 1;
  if (!written.isReady) return null;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice === "done" && Number.isNaN(amount)) {
          // What is wrong with it stands beside it.
          event.currentTarget.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
        } else void save(wish); /* no await: it closes the sheet itself, or shows why not */
      }}
    >
      <Segmented
        legend={t("day.state")}
        options={choicesOf(day)}
        value={choice}
        onChange={(picked) => {
          setSaid({ ...said, choice: picked });
        }}
      />
      {choice === "rest" && <p class="quiet">{t("day.rest_hint")}</p>}
      {choice === "done" && isCounted && (
        <Amount
          unit={habit.unit}
          amount={amount}
          onChange={(picked) => {
            setSaid({ ...said, amount: picked });
          }}
        />
      )}
      {canHoldNote(day, choice) && written.isResumed && <Resumed onStartOver={written.startOver} />}
      {canHoldNote(day, choice) && (
        <Field
          label={t("day.note")}
          hint={t("day.note_hint")}
          isLong
          isOptional
          value={note}
          onInput={written.set("note")}
        />
      )}
      {problem !== null && <p class="field-problem">{problem}</p>}
      <Buttons habit={habit} onClose={onClose} />
    </form>
  );
}

const Buttons = ({ habit, onClose }: Pick<FormProps, "habit" | "onClose">) => (
  <div class="buttons">
    <a class="button" href={`/habits/${habit.id}`} onClick={onClose}>
      {t("day.open_habit")}
    </a>
    <button type="submit" class="button primary">
      {t("day.save")}
    </button>
  </div>
);

interface AmountProps {
  readonly unit: string;
  readonly amount: number;
  readonly onChange: (amount: number) => void;
}

const Amount = ({ unit, amount, onChange }: AmountProps) => (
  <Stepper
    label={unit === "" ? t("day.amount") : `${t("day.amount")} (${unit})`}
    value={amount}
    least={0}
    most={MAX_AMOUNT}
    isFractional
    onChange={onChange}
  />
);

/** The one thing that is typed outlives a tap beside the sheet. */
const useNote = (habit: Habit, { on, note }: HabitDay) =>
  useFormDraft(`day:${habit.id}:${on}`, { note, saved: note }, restoreNote);

interface Note {
  readonly note: string;
  /** What was saved when this was begun. */
  readonly saved: string;
}

/** What another device has saved since stays, before what was left here. */
function restoreNote(first: Note, found: unknown): Note {
  const { note, saved } = restoreForm(first, found);
  if (saved === first.saved || first.note === "") return { note, saved: first.saved };
  return { note: `${first.note}\n${note}`, saved: first.saved };
}

interface SaveProps extends FormProps {
  readonly onSaved: () => Promise<void>;
}

function useSave({ habit, day, onClose, onSaved }: SaveProps) {
  const app = useApp();
  const { context, state } = app;
  const [problem, setProblem] = useState<string | null>(null);
  const save = useOneAtATime(async (wish: Wish): Promise<boolean> => {
    if (saysNothingNew(wish, day)) {
      await onSaved();
      onClose();
      return true;
    }
    const wanted = {
      habit: habit.id,
      on: day.on,
      amount: isAmount(day, wish) ? wish.amount : null,
      isRest: wish.choice === "rest",
      note: canHoldNote(day, wish.choice) ? wish.note : "",
    };
    state.toasts.end(habit.id);
    const result = await setDay(context, wanted, day.entries);
    if (!result.ok) {
      setProblem(failureWords(result.failure));
      return false;
    }
    await onSaved();
    void state.device.persist(); /* no await: the browser may ask the person first */
    if (day.note !== "" && wanted.note === "" && wish.note !== "") offerNoteBack(app, day.entries);
    onClose();
    return true;
  });
  return { save, problem };
}

const saysNothingNew = ({ choice, amount, note }: Wish, day: HabitDay): boolean =>
  choice === choiceOf(day) && note === day.note && (choice !== "done" || amount === day.amount);

/** A zero is an answer where the target is a limit, and nothing yet where it is a goal. */
const isAmount = ({ isLimit }: HabitDay, { choice, amount }: Wish): boolean =>
  choice === "done" && (isLimit || amount !== 0);

/** A note rides on an entry, and any entry of a limit would count as app. */
const canHoldNote = ({ isLimit }: HabitDay, choice: Choice): boolean =>
  !isLimit || choice !== "none";

const choicesOf = ({ isLimit }: HabitDay): readonly Option<Choice>[] => [
  { value: "none", label: t(isLimit ? "day.none_limit" : "day.none") },
  { value: "done", label: t(isLimit ? "day.counted" : "day.done") },
  { value: "rest", label: t("day.rest") },
];

interface OpenDayProps {
  readonly habit: Habit;
  /** The day that was chosen among many, or null while none is open. */
  readonly on: LocalDate | null;
  readonly onChange: (on: null) => void;
}

/** The sheet of whichever day is open. */
export function OpenDay({ habit, on, onChange }: OpenDayProps) {
  if (on === null) return null;
  return (
    <DaySheet
      habit={habit}
      on={on}
      onClose={() => {
        onChange(null);
      }}
    />
  );
}
