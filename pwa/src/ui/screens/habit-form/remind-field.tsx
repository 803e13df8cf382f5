/** A first reminder with a new habit; others are added on the habit's own page. */
import { t } from "../../../i18n";
import type { Rule } from "../../../model/habits";
import { EVERY_DAY, type Reminder } from "../../../model/reminders";
import { Switch } from "../../components/switch/switch";
import { TimeField } from "../../components/time-field/time-field";

const USUAL_TIME = "19:00";

interface Props {
  /** "HH:MM"; null: no reminder. */
  readonly time: string | null;
  readonly problem: string | null;
  readonly onChange: (time: string | null) => void;
}

export function RemindField({ time, problem, onChange }: Props) {
  return (
    <div class="stack">
      <Switch
        label={t("form.remind")}
        hint={t(time === null ? "form.remind_hint" : "form.remind_after")}
        isOn={time !== null}
        onChange={(isOn) => {
          onChange(isOn ? USUAL_TIME : null);
        }}
      />
      {time !== null && (
        <TimeField
          label={t("form.remind_time")}
          value={time}
          problem={problem}
          onInput={onChange}
        />
      )}
    </div>
  );
}

/** On the weekdays of the plan where it has any. */
export const reminderAt = (time: string, rule: Rule): Reminder => ({
  time,
  weekdays: rule.kind === "days" ? rule.weekdays : EVERY_DAY,
});
