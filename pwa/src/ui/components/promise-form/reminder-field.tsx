/** When to be reminded: a few that most people want, those that are there already, and a time of one's own. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { asDayReminder, type PromiseReminder } from "../../../model/promise-record";
import { canonicalJson } from "../../../model/registers";
import { reminderWords } from "../../words/promises";
import { Icon } from "../icon/icon";
import { Segmented } from "../segmented/segmented";
import { TimeField } from "../time-field/time-field";

const ANY_TIME: readonly PromiseReminder[] = [
  { days_before: 1, time: "19:00" },
  { days_before: 0, time: "09:00" },
];
const AT_A_TIME: readonly PromiseReminder[] = [
  { minutes_before: 0 },
  { minutes_before: 60 },
  ...ANY_TIME,
];

interface Props {
  readonly reminders: readonly PromiseReminder[];
  /** Without a time there is nothing to count minutes from. */
  readonly hasTime: boolean;
  readonly onChange: (reminders: readonly PromiseReminder[]) => void;
}

/** What is chosen where the promise has no time: each at a time of a day, and each once. */
export function withoutTime(reminders: readonly PromiseReminder[]): readonly PromiseReminder[] {
  const byKey = new Map(reminders.map(asDayReminder).map((day) => [keyOf(day), day]));
  return [...byKey.values()];
}

export function ReminderField({ reminders, hasTime, onChange }: Props) {
  const offered = hasTime ? AT_A_TIME : ANY_TIME;
  const chosen = hasTime ? reminders : withoutTime(reminders);
  const [own, setOwn] = useState(chosen.filter((reminder) => !isAmong(AT_A_TIME, reminder)));
  const more = [...own, ...chosen.filter((reminder) => !isAmong(own, reminder))];
  const shown = [...offered, ...more.filter((reminder) => !isAmong(offered, reminder))];
  return (
    <fieldset>
      <legend class="legend">{t("promise.remind")}</legend>
      <div class="checks">
        {shown.map((reminder) => (
          <label key={keyOf(reminder)}>
            <input
              type="checkbox"
              checked={isAmong(chosen, reminder)}
              onChange={(event) => {
                const others = chosen.filter((other) => keyOf(other) !== keyOf(reminder));
                onChange(event.currentTarget.checked ? [...others, reminder] : others);
              }}
            />
            <span>
              <Icon name="check" />
              {reminderWords(reminder, hasTime)}
            </span>
          </label>
        ))}
      </div>
      <OtherTime
        onAdd={(reminder) => {
          if (!isAmong(shown, reminder)) setOwn([...own, reminder]);
          if (!isAmong(chosen, reminder)) onChange([...chosen, reminder]);
        }}
      />
    </fieldset>
  );
}

interface OtherTimeProps {
  readonly onAdd: (reminder: PromiseReminder) => void;
}

/** A time of one's own, on the day or the one before; out of the way until it is asked for. */
function OtherTime({ onAdd }: OtherTimeProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [day, setDay] = useState<"0" | "1">("0");
  const [time, setTime] = useState("");
  if (!isOpen) {
    return (
      <button
        type="button"
        class="link other-time"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {t("promise.remind_other")}
      </button>
    );
  }
  return (
    <div class="card stack other-times">
      <Segmented
        legend={t("promise.remind_other_day")}
        options={[
          { value: "0", label: t("promise.remind_on_day") },
          { value: "1", label: t("promise.remind_day_before") },
        ]}
        value={day}
        onChange={setDay}
      />
      <TimeField label={t("promise.remind_other_time")} value={time} onInput={setTime} />
      <button
        type="button"
        class="button"
        aria-disabled={time === ""}
        onClick={() => {
          if (time === "") return;
          onAdd({ days_before: Number(day), time });
          setTime("");
          setIsOpen(false);
        }}
      >
        {t("promise.remind_add")}
      </button>
    </div>
  );
}

const keyOf = (reminder: PromiseReminder): string => canonicalJson(reminder);

const isAmong = (reminders: readonly PromiseReminder[], reminder: PromiseReminder): boolean =>
  reminders.some((other) => keyOf(other) === keyOf(reminder));
