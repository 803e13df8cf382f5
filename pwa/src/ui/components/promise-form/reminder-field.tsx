/** When to be reminded: a few that most people want, and those that are there already. */
import { t } from "../../../i18n";
import type { PromiseReminder } from "../../../model/promise-record";
import { canonicalJson } from "../../../model/registers";
import { reminderWords } from "../../words/promises";
import { Icon } from "../icon";

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

export function ReminderField({ reminders, hasTime, onChange }: Props) {
  const offered = hasTime ? AT_A_TIME : ANY_TIME;
  const own = reminders.filter((reminder) => !isAmong(AT_A_TIME, reminder));
  return (
    <fieldset>
      <legend class="legend">{t("promise.remind")}</legend>
      <div class="checks">
        {[...offered, ...own].map((reminder) => (
          <label key={keyOf(reminder)}>
            <input
              type="checkbox"
              checked={isAmong(reminders, reminder)}
              onChange={(event) => {
                const others = reminders.filter((other) => keyOf(other) !== keyOf(reminder));
                onChange(event.currentTarget.checked ? [...others, reminder] : others);
              }}
            />
            <span>
              <Icon name="check" />
              {reminderWords(reminder)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const keyOf = (reminder: PromiseReminder): string => canonicalJson(reminder);

const isAmong = (reminders: readonly PromiseReminder[], reminder: PromiseReminder): boolean =>
  reminders.some((other) => keyOf(other) === keyOf(reminder));
