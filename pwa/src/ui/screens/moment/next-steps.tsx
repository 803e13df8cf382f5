/** What may follow from a moment; every one of them can be left. */
import type { ComponentChildren } from "preact";
import { takeStep } from "../../../actions/answer-offer";
import { MAX_PROMISE_CHARACTERS } from "../../../contract/limits";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import type { Icon as IconName } from "../../../model/glyphs";
import type { Habit } from "../../../model/habit-record";
import { PULSE, REVIEW, type Moment } from "../../../model/moments";
import { STEPS, type PracticeStep as Size } from "../../../model/practices";
import { textOf, type Answers } from "../../../model/reflections";
import { cleanLine } from "../../../model/text";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { useLadder } from "../../components/use-ladder";
import { MakePicture } from "../../components/week-picture/week-picture";
import { failureWords } from "../../words/failures";
import { PromiseWay } from "./promise-way";

interface Props {
  readonly moment: Moment;
  readonly answers: Answers;
  readonly on: LocalDate;
}

export function NextSteps({ moment, answers, on }: Props) {
  const { journal } = useApp().state;
  const { practice } = moment;
  const isHabit = journal.habits.value.some((habit) => habit.practice === practice);
  const smaller = moment === REVIEW ? journal.habit(textOf(answers, 2)) : undefined;
  return (
    <div class="next-steps stack">
      {smaller !== undefined && <Smaller habit={smaller} />}
      {moment === REVIEW && <MakePicture on={on} />}
      {moment !== PULSE && <PromiseWay text={promiseOf(moment, answers)} />}
      {practice !== undefined && !isHabit && (
        <Way href={`/practices/${practice}`} icon="sprout">
          {t("moment.make_habit")}
        </Way>
      )}
    </div>
  );
}

/** As much of the answer as a promise takes, on one line. */
const promiseOf = ({ promise }: Moment, answers: Answers): string =>
  promise === undefined
    ? ""
    : cleanLine(textOf(answers, promise)).slice(0, MAX_PROMISE_CHARACTERS).toWellFormed();

interface WayProps {
  readonly href: string;
  readonly icon: IconName;
  readonly children: ComponentChildren;
}

const Way = ({ href, icon, children }: WayProps) => (
  <a class="button wide" href={href}>
    <Icon name={icon} />
    {children}
  </a>
);

/** The next smaller size of its practice; of a habit without one, its plan. */
function Smaller({ habit }: { readonly habit: Habit }) {
  const { context, state } = useApp();
  const ladder = useLadder(habit);
  const size = smallerThan(habit.step);
  if (ladder === null || habit.step === null) {
    return (
      <Way href={`/habits/${habit.id}/edit`} icon="feather">
        {t("moment.change_plan")}
      </Way>
    );
  }
  if (size === undefined) return <p class="quiet">{t("moment.already_small")}</p>;
  const take = async (): Promise<void> => {
    const result = await takeStep(context, habit, size, state.calendar.today.peek());
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("moment.made_smaller", { act: ladder[size] }) }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
  return (
    <section class="card" aria-labelledby="smaller">
      <h2 id="smaller">
        <bdi>{habit.name}</bdi>
      </h2>
      <p>{ladder[size]}</p>
      <button type="button" class="button" onClick={() => void take()}>
        {t("moment.make_smaller")}
      </button>
    </section>
  );
}

const smallerThan = (step: Size | null): Size | undefined =>
  step === null ? undefined : STEPS[STEPS.indexOf(step) - 1];
