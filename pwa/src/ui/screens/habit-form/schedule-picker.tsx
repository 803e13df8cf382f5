/** How often, and how much on such a day: every rule that Kept knows. */
import { MAX_AMOUNT } from "../../../contract/limits";
import { t } from "../../../i18n";
import { Field } from "../../components/field/field";
import { Segmented } from "../../components/segmented/segmented";
import { Stepper } from "../../components/stepper/stepper";
import { WeekdayPicker } from "../../components/weekday-picker/weekday-picker";
import { KINDS, mostOf, type Schedule, type ScheduleProblem } from "./schedule";

interface Props {
  readonly schedule: Schedule;
  readonly unit: string;
  readonly weekStartsOn: number;
  readonly problem: ScheduleProblem | null;
  readonly unitProblem: string | null;
  readonly onChange: (schedule: Schedule) => void;
  readonly onUnit: (unit: string) => void;
}

export function SchedulePicker(props: Props) {
  const { schedule, problem, onChange } = props;
  return (
    <>
      <div class="choice">
        <Segmented
          legend={t("form.when")}
          options={KINDS.map((value) => ({ value, label: t(`form.when_${value}`) }))}
          value={schedule.kind}
          onChange={(kind) => {
            onChange({ ...schedule, kind });
          }}
        />
        <Detail {...props} />
        {problem === "no-day" && <p class="field-problem">{t("form.no-day")}</p>}
      </div>
      <Amount {...props} />
    </>
  );
}

/** What the chosen way of "how often" still has to know. */
function Detail({ schedule, weekStartsOn, onChange }: Props) {
  switch (schedule.kind) {
    case "daily":
      return null;
    case "days":
      return (
        <WeekdayPicker
          weekdays={schedule.weekdays}
          weekStartsOn={weekStartsOn}
          onChange={(weekdays) => {
            onChange({ ...schedule, weekdays });
          }}
        />
      );
    case "interval":
      return (
        <Stepper
          key="interval"
          label={t("form.every_days")}
          value={schedule.everyDays}
          least={1}
          most={mostOf(schedule)}
          onChange={(everyDays) => {
            onChange({ ...schedule, everyDays });
          }}
        />
      );
    case "week":
      return (
        <Stepper
          key="week"
          label={t("form.times")}
          value={schedule.timesPerWeek}
          least={1}
          most={mostOf(schedule)}
          onChange={(timesPerWeek) => {
            onChange({ ...schedule, timesPerWeek });
          }}
        />
      );
    case "month":
      return (
        <Stepper
          key="month"
          label={t("form.times_month")}
          value={schedule.timesPerMonth}
          least={1}
          most={mostOf(schedule)}
          onChange={(timesPerMonth) => {
            onChange({ ...schedule, timesPerMonth });
          }}
        />
      );
    case "anytime":
      return <p class="field-hint">{t("form.anytime_hint")}</p>;
  }
}

/** A target to reach, or a limit to stay within. */
function Amount({ schedule, unit, unitProblem, problem, onChange, onUnit }: Props) {
  const { amount, direction } = schedule;
  const isPlain = amount === 1 && direction === "at_least" && unit === "";
  return (
    <div class="choice">
      <Segmented
        legend={t("form.target")}
        options={[
          { value: "at_least", label: t("form.at_least") },
          { value: "at_most", label: t("form.at_most") },
        ]}
        value={direction}
        onChange={(picked) => {
          onChange({ ...schedule, direction: picked });
        }}
      />
      <Stepper
        label={t(direction === "at_least" ? "form.goal" : "form.limit")}
        value={amount}
        least={0}
        most={MAX_AMOUNT}
        isFractional
        onChange={(next) => {
          onChange({ ...schedule, amount: next });
        }}
      />
      {problem === "no-amount" && !Number.isNaN(amount) && (
        <p class="field-problem">{t("form.no-amount")}</p>
      )}
      {direction === "at_most" && <p class="field-hint">{t("form.limit_hint")}</p>}
      {!isPlain && (
        <Field
          label={t("form.unit")}
          hint={t("form.unit_hint")}
          isOptional
          value={unit}
          problem={unitProblem}
          onInput={onUnit}
        />
      )}
    </div>
  );
}
