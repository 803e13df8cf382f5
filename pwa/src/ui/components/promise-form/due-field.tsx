/** By when: a day, and if one wishes a time of it. */
import { addDays, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { DateField } from "../date-field/date-field";
import { Segmented, type Option } from "../segmented/segmented";
import { TimeField } from "../time-field/time-field";

export interface DueDraft {
  readonly choice: "today" | "tomorrow" | "day";
  /** What stands in the calendar's field, also while another choice is taken. */
  readonly day: LocalDate;
  /** "" = any time of the day. */
  readonly time: string;
}

export const dayOfDraft = ({ choice, day }: DueDraft, today: LocalDate): LocalDate => {
  if (choice === "day") return day;
  return choice === "today" ? today : addDays(today, 1);
};

export function toDueDraft(on: LocalDate, time: string | null, today: LocalDate): DueDraft {
  const near = on === today ? "today" : "day";
  return { choice: on === addDays(today, 1) ? "tomorrow" : near, day: on, time: time ?? "" };
}

interface Props {
  readonly due: DueDraft;
  readonly problem: string | null;
  readonly onChange: (due: DueDraft) => void;
}

export function DueField({ due, problem, onChange }: Props) {
  return (
    <>
      <Segmented
        legend={t("promise.when")}
        options={choices()}
        value={due.choice}
        onChange={(choice) => {
          onChange({ ...due, choice });
        }}
      />
      {due.choice === "day" && (
        <DateField
          label={t("promise.day")}
          value={due.day}
          problem={problem}
          onInput={(day) => {
            onChange({ ...due, day });
          }}
        />
      )}
      <div class="promise-time">
        <TimeField
          label={t("promise.time")}
          value={due.time}
          onInput={(time) => {
            onChange({ ...due, time });
          }}
        />
        {due.time === "" ? (
          <p class="quiet small">{t("promise.any_time")}</p>
        ) : (
          <button
            type="button"
            class="link"
            onClick={() => {
              onChange({ ...due, time: "" });
            }}
          >
            {t("promise.no_time")}
          </button>
        )}
      </div>
    </>
  );
}

const choices = (): readonly Option<DueDraft["choice"]>[] => [
  { value: "today", label: t("promise.choose_today") },
  { value: "tomorrow", label: t("promise.choose_tomorrow") },
  { value: "day", label: t("promise.choose_day") },
];
