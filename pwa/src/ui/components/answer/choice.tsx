/** One of a few, or none: what was taken can be put back by taking it again. */
import { t } from "../../../i18n";
import type { Moment, MomentStep } from "../../../model/moments";
import { useApp } from "../../app";
import { optionOf } from "../../words/moments";
import { Icon } from "../icon/icon";
import type { AnswerProps } from "./answer-props";

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps extends AnswerProps {
  readonly moment: Moment;
  readonly step: Extract<MomentStep, { kind: "choice" }>;
}

export const Choice = ({ moment, step, ...answer }: ChoiceProps) => (
  <Options
    {...answer}
    options={step.options.map((value) => ({ value, label: optionOf(moment, step, value) }))}
  />
);

/** The habits that are on Today, and one that was chosen and has gone since. */
export function HabitChoice(answer: AnswerProps) {
  const { journal } = useApp().state;
  const habits = journal.habits.value.map(({ id, name }) => ({ value: id, label: name }));
  const isGone =
    typeof answer.value === "string" && habits.every(({ value }) => value !== answer.value);
  const gone = isGone ? [{ value: answer.value, label: t("moment.gone_habit") }] : [];
  const none = { value: "", label: t("moment.no_habit") };
  return <Options {...answer} value={answer.value ?? ""} options={[...habits, ...gone, none]} />;
}

interface OptionsProps extends AnswerProps {
  readonly options: readonly Option[];
}

function Options({ value, onChange, askedBy, options }: OptionsProps) {
  return (
    <div
      class="rows options"
      role="radiogroup"
      aria-labelledby={askedBy}
      aria-describedby={`${askedBy}-hint`}
    >
      {options.map((option) => (
        <label key={option.value} class="option">
          <input
            type="radio"
            name={askedBy}
            checked={option.value === value}
            onClick={() => {
              // A radio button that is tapped again says nothing by itself.
              if (option.value === value) onChange(null);
            }}
            onChange={() => {
              onChange(option.value === "" ? null : option.value);
            }}
          />
          <bdi>{option.label}</bdi>
          <Icon name="check" />
        </label>
      ))}
    </div>
  );
}
