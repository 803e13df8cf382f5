/** Write a habit of one's own, or change one. */
import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import {
  createHabit,
  type DraftFailure,
  editHabit,
  type HabitDraft,
} from "../../../actions/save-habit";
import { saveReminder } from "../../../actions/set-reminder";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { DEFAULT_GLYPH, DEFAULT_HUE } from "../../../model/glyphs";
import type { Habit } from "../../../model/habit-record";
import type { Reminder } from "../../../model/reminders";
import { useApp } from "../../app";
import { DateField } from "../../components/date-field/date-field";
import { Field } from "../../components/field/field";
import { Problem } from "../../components/field/problem";
import { Head } from "../../components/head/head";
import { MissingHabit } from "../../components/missing-habit/missing-habit";
import { Resumed } from "../../components/resumed/resumed";
import { useFormDraft } from "../../components/use-form-draft";
import { useReturn } from "../../trail";
import { useOneAtATime } from "../../use-one-at-a-time";
import { failureWords } from "../../words/failures";
import { isOffHere } from "../../words/nudges";
import { CueField } from "./cue-field";
import { LookPicker } from "./look";
import { reminderAt, RemindField } from "./remind-field";
import { scheduleProblem, toPlan, toSchedule, type Schedule } from "./schedule";
import { SchedulePicker } from "./schedule-picker";
import "./style.css";

export function NewHabitScreen() {
  return <HabitForm habit={null} />;
}

export function EditHabitScreen() {
  const { params } = useRoute();
  const habit = useApp().state.journal.habit(params["id"] ?? "");
  if (habit === undefined || habit.isDeleted) return <MissingHabit />;
  return <HabitForm key={habit.id} habit={habit} />;
}

type Words = Pick<HabitDraft, "name" | "cue" | "unit">;
type Look = Pick<HabitDraft, "glyph" | "hue">;

interface Form {
  readonly words: Words;
  readonly look: Look;
  readonly schedule: Schedule;
  readonly remindAt: string | null;
}

/** What the form holds; a new habit that was not started goes on where it was left. */
function useForm(habit: Habit | null) {
  const hand = useFormDraft<Form>(habit === null ? "habit" : null, {
    words: { name: habit?.name ?? "", cue: habit?.cue ?? "", unit: habit?.unit ?? "" },
    look: { glyph: habit?.glyph ?? DEFAULT_GLYPH, hue: habit?.hue ?? DEFAULT_HUE },
    schedule: toSchedule(habit?.plans.at(-1)),
    remindAt: null,
  });
  const { words, look, schedule } = hand.form;
  const origin = { practice: habit?.practice ?? null, step: habit?.step ?? null };
  const draft: HabitDraft = { ...words, ...look, ...origin, plan: toPlan(schedule) };
  return { ...hand, draft };
}

function HabitForm({ habit }: { readonly habit: Habit | null }) {
  const { preferences } = useApp().state.journal;
  const { draft, form, set, isReady, isResumed, startOver, drop } = useForm(habit);
  const { words, look, schedule, remindAt } = form;
  const { from, setFrom, isBegun } = useStart(habit);
  const { save, problems } = useSave(habit, drop);
  const scheduled = scheduleProblem(schedule);
  const setWord = (name: keyof Words) => (value: string) => {
    set("words")({ ...words, [name]: value });
  };
  if (!isReady) return null;
  return (
    <form
      class="page stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (scheduled === null)
          void save(draft, from, remindAt); /* no await: it navigates or shows why not */
        else focusProblem();
      }}
    >
      <FormHead habit={habit} />
      {isResumed && <Resumed onStartOver={startOver} />}
      <WordFields words={words} practice={draft.practice} problems={problems} set={setWord} />
      <SchedulePicker
        schedule={schedule}
        unit={words.unit}
        weekStartsOn={preferences.value.weekStartsOn}
        problem={scheduled}
        unitProblem={problems.unit}
        onChange={set("schedule")}
        onUnit={setWord("unit")}
      />
      <DateField
        label={t(isBegun ? "form.plan_start" : "form.start")}
        hint={t(isBegun ? "form.plan_start_hint" : "form.start_hint")}
        value={from}
        problem={problems.start}
        onInput={setFrom}
      />
      {habit === null && (
        <RemindField time={remindAt} problem={problems.reminder} onChange={set("remindAt")} />
      )}
      <LookPicker look={look} onChange={set("look")} />
      <Problem text={problems.other} />
      <button type="submit" class="button primary wide">
        {t(habit === null ? "form.create" : "form.save")}
      </button>
    </form>
  );
}

const FormHead = ({ habit }: { readonly habit: Habit | null }) => (
  <>
    <Head
      title={t(habit === null ? "form.new" : "form.edit")}
      backTo={habit === null ? "/" : `/habits/${habit.id}`}
    />
    {habit === null && (
      <p class="quiet">
        <a class="link" href="/practices">
          {t("form.from_library")}
        </a>
      </p>
    )}
  </>
);

/** From when on the plan holds: today, unless the habit or its newest plan begins later. */
function useStart(habit: Habit | null) {
  const today = useApp().state.calendar.today.value;
  const newest = habit?.plans.at(-1)?.from ?? today;
  const [from, setFrom] = useState(newest > today ? newest : today);
  return { from, setFrom, isBegun: habit !== null && (habit.plans[0]?.from ?? today) <= today };
}

function WordFields({
  words,
  practice,
  problems,
  set,
}: {
  readonly words: Words;
  readonly practice: string | null;
  readonly problems: Problems;
  readonly set: (name: keyof Words) => (value: string) => void;
}) {
  return (
    <>
      <Field
        label={t("form.name")}
        hint={t("form.name_hint")}
        value={words.name}
        problem={problems.name}
        onInput={set("name")}
      />
      <CueField cue={words.cue} practice={practice} problem={problems.cue} onInput={set("cue")} />
    </>
  );
}

interface Problems {
  readonly name: string | null;
  readonly cue: string | null;
  readonly unit: string | null;
  readonly start: string | null;
  readonly reminder: string | null;
  readonly other: string | null;
}

const NO_PROBLEMS: Problems = {
  name: null,
  cue: null,
  unit: null,
  start: null,
  reminder: null,
  other: null,
};

function placeOf(failure: DraftFailure): keyof Problems {
  if (failure.type === "invalid-text") return failure.field;
  return failure.type === "invalid-start" ? "start" : "other";
}

function useSave(habit: Habit | null, drop: () => Promise<void>) {
  const { context, state } = useApp();
  const returnTo = useReturn();
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const remind = useRemind();
  const save = useOneAtATime(
    async (draft: HabitDraft, from: LocalDate, remindAt: string | null): Promise<boolean> => {
      const today = state.calendar.today.peek();
      if (remindAt === "") {
        setProblems({ ...NO_PROBLEMS, reminder: t("reminder.invalid") });
        focusProblem();
        return false;
      }
      const result =
        habit === null
          ? await createHabit(context, draft, from)
          : await editHabit(context, habit, draft, from, today);
      if (result.ok) {
        await drop();
        returnTo(habit === null ? "/" : `/habits/${habit.id}`);
        if (habit === null && remindAt !== null) {
          await remind(result.value, reminderAt(remindAt, draft.plan.rule));
        }
        return true;
      }
      setProblems({ ...NO_PROBLEMS, [placeOf(result.failure)]: failureWords(result.failure) });
      focusProblem();
      return false;
    },
  );
  return { save, problems };
}

/** Asks for nothing: where nudges are off, it says so and leads to where they are switched on. */
function useRemind() {
  const { context, state } = useApp();
  const { route } = useLocation();
  return async (id: string, reminder: Reminder): Promise<void> => {
    const saved = await saveReminder(context, { id }, reminder);
    if (!saved.ok) state.toasts.show({ kind: "fault", text: failureWords(saved.failure) });
    else if (isOffHere(state)) {
      const run = (): void => {
        route("/you/nudges");
      };
      const action = { label: t("form.reminded_set_up"), run };
      state.toasts.show({
        ...{ kind: "calm", text: t("form.reminded_off"), action },
        isForNextScreen: true,
      });
    }
  };
}

/** What is wrong may be above what is seen. */
function focusProblem(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>("[aria-invalid='true']");
    if (field === null) document.querySelector(".field-problem")?.scrollIntoView();
    else field.focus();
  });
}
