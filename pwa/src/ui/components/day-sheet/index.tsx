/** One day of one habit in full: done or how much, rest, and a note. */
import { useState } from "preact/hooks";
import { MAX_AMOUNT } from "../../../actions/set-day";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import { habitDay, type HabitDay } from "../../../state/summaries";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";
import { Field } from "../field";
import { Segmented, type Option } from "../segmented";
import { Sheet } from "../sheet";
import { Stepper } from "../stepper";

type Choice = "none" | "done" | "rest";

interface Props {
  readonly habit: Habit;
  readonly on: string;
  readonly onClose: () => void;
}

export function DaySheet({ habit, on, onClose }: Props) {
  const { state } = useKept();
  const day = habitDay(habit, state.journal.pastOf(habit.id).peek(), on);
  return (
    <Sheet title={habit.name} over={formatDate(on, "full")} onClose={onClose}>
      <DayForm habit={habit} day={day} onClose={onClose} />
    </Sheet>
  );
}

function choiceOf(day: HabitDay): Choice {
  if (day.isRest) return "rest";
  return day.amount > 0 ? "done" : "none";
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
  const [wish, setWish] = useState<Wish>({
    choice: choiceOf(day),
    amount: day.amount || day.target,
    note: day.note,
  });
  const { save, problem } = useSave({ habit, day, onClose });
  const { choice, amount, note } = wish;
  const isCounted = (planOn(habit, day.on)?.target.amount ?? 1) > 1;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save(wish); /* no await: it closes the sheet itself, or shows why not */
      }}
    >
      <Segmented
        legend={t("day.state")}
        options={choices()}
        value={choice}
        onChange={(picked) => {
          setWish({ ...wish, choice: picked });
        }}
      />
      {choice === "rest" && <p class="quiet">{t("day.rest_hint")}</p>}
      {choice === "done" && isCounted && (
        <Stepper
          label={habit.unit === "" ? t("day.amount") : `${t("day.amount")} (${habit.unit})`}
          value={amount}
          least={1}
          most={MAX_AMOUNT}
          onChange={(picked) => {
            setWish({ ...wish, amount: picked });
          }}
        />
      )}
      <Field
        label={t("day.note")}
        hint={t("day.note_hint")}
        isLong
        isOptional
        value={note}
        problem={problem}
        onInput={(written) => {
          setWish({ ...wish, note: written });
        }}
      />
      <div class="buttons">
        <a class="button" href={`/habits/${habit.id}`} onClick={onClose}>
          {t("day.open_habit")}
        </a>
        <button type="submit" class="button primary">
          {t("day.save")}
        </button>
      </div>
    </form>
  );
}

function useSave({ habit, day, onClose }: FormProps) {
  const { actions, state } = useKept();
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (wish: Wish): Promise<void> => {
    if (saysNothingNew(wish, day)) {
      onClose();
      return;
    }
    const wanted = {
      habit: habit.id,
      on: day.on,
      amount: wish.choice === "done" ? wish.amount : 0,
      isRest: wish.choice === "rest",
      note: wish.note,
    };
    const result = await actions.setDay(wanted, day.entries);
    if (!result.ok) {
      setProblem(failureWords(result.failure));
      return;
    }
    void state.device.persist(); /* no await: the browser may ask the person first */
    onClose();
  };
  return { save, problem };
}

const saysNothingNew = ({ choice, amount, note }: Wish, day: HabitDay): boolean =>
  choice === choiceOf(day) && note === day.note && (choice !== "done" || amount === day.amount);

const choices = (): readonly Option<Choice>[] => [
  { value: "none", label: t("day.none") },
  { value: "done", label: t("day.done") },
  { value: "rest", label: t("day.rest") },
];
