import { t } from "../../../i18n";
import { Field } from "../../components/field";
import { Segmented, type Option } from "../../components/segmented";
import { Stepper } from "../../components/stepper";
import { WeekdayPicker } from "../../components/weekday-picker";
import { planWords } from "../../words/plans";
import type { Kind, Schedule } from "./schedule";

const MOST_PER_DAY = 1_000;

interface Props {
  readonly schedule: Schedule;
  readonly unit: string;
  readonly weekStartsOn: number;
  readonly problem: string | null;
  readonly unitProblem: string | null;
  readonly onChange: (schedule: Schedule) => void;
  readonly onUnit: (unit: string) => void;
}

export function SchedulePicker(props: Props) {
  const { schedule, onChange } = props;
  return (
    <>
      <Segmented
        legend={t("form.when")}
        options={kinds(schedule)}
        value={schedule.kind}
        onChange={(kind) => {
          onChange({ ...schedule, kind });
        }}
      />
      {schedule.kind === "days" && (
        <div>
          <WeekdayPicker
            weekdays={schedule.weekdays}
            weekStartsOn={props.weekStartsOn}
            onChange={(weekdays) => {
              onChange({ ...schedule, weekdays });
            }}
          />
          {props.problem !== null && <p class="field-problem">{props.problem}</p>}
        </div>
      )}
      {schedule.kind === "times" && (
        <Stepper
          label={t("form.times")}
          value={schedule.timesPerWeek}
          least={1}
          most={7}
          onChange={(timesPerWeek) => {
            onChange({ ...schedule, timesPerWeek });
          }}
        />
      )}
      <Stepper
        label={t("form.target")}
        value={schedule.amount}
        least={1}
        most={MOST_PER_DAY}
        onChange={(amount) => {
          onChange({ ...schedule, amount });
        }}
      />
      {schedule.amount > 1 && (
        <Field
          label={t("form.unit")}
          hint={t("form.unit_hint")}
          isOptional
          value={props.unit}
          problem={props.unitProblem}
          onInput={props.onUnit}
        />
      )}
    </>
  );
}

function kinds({ other }: Schedule): readonly Option<Kind>[] {
  const offered: readonly Option<Kind>[] = [
    { value: "daily", label: t("form.when_daily") },
    { value: "days", label: t("form.when_days") },
    { value: "times", label: t("form.when_times") },
  ];
  if (other === null) return offered;
  return [...offered, { value: "other", label: planWords({ rule: other }) }];
}
