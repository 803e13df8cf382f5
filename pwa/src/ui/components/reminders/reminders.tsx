/** When somebody wants to be reminded: of one habit, or of the weekly check-in. */
import { useState } from "preact/hooks";
import type { ReminderOwner } from "../../../actions/set-reminder";
import { t } from "../../../i18n";
import { formatTime } from "../../../i18n/format";
import { PREFERENCES_ID } from "../../../model/preferences";
import { readReminders, type IdentifiedReminder } from "../../../model/reminders";
import { useApp } from "../../app";
import { isOffHere } from "../../words/nudges";
import { planWords } from "../../words/plans";
import { Icon } from "../icon/icon";
import { ReminderSheet } from "./reminder-sheet";
import "./style.css";

interface Props {
  readonly owner: ReminderOwner;
  /** Stands over the sheet: whose reminder it is. */
  readonly name: string;
}

export function Reminders({ owner, name }: Props) {
  const { journal } = useApp().state;
  const reminders = readReminders(
    owner === null
      ? journal.fieldsOf("preference", PREFERENCES_ID)
      : journal.fieldsOf("habit", owner.id),
  );
  const [editing, setEditing] = useState<IdentifiedReminder | "new" | null>(null);
  return (
    <section class="section" aria-labelledby="reminders">
      <h2 class="section-title" id="reminders">
        {t(owner === null ? "reminder.check_in" : "reminder.title")}
      </h2>
      <div class="card stack">
        {reminders.length === 0 ? (
          <p class="quiet">{t(owner === null ? "reminder.none_check_in" : "reminder.none")}</p>
        ) : (
          <List reminders={reminders} onEdit={setEditing} />
        )}
        <button
          type="button"
          class="button wide"
          aria-haspopup="dialog"
          onClick={() => {
            setEditing("new");
          }}
        >
          <Icon name="bell" />
          {t("reminder.add")}
        </button>
        {owner !== null && reminders.length > 0 && <Reach />}
      </div>
      {editing !== null && (
        <ReminderSheet
          owner={owner}
          name={name}
          reminder={editing === "new" ? null : editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </section>
  );
}

interface ListProps {
  readonly reminders: readonly IdentifiedReminder[];
  readonly onEdit: (reminder: IdentifiedReminder) => void;
}

function List({ reminders, onEdit }: ListProps) {
  return (
    <ul class="reminders">
      {reminders.map((reminder) => (
        <li key={reminder.id}>
          <button
            type="button"
            class="reminder"
            aria-haspopup="dialog"
            onClick={() => {
              onEdit(reminder);
            }}
          >
            <span class="serif numbers">{formatTime(reminder.time)}</span>
            <span class="quiet">{weekdayWords(reminder)}</span>
            <Icon name="pencil" />
          </button>
        </li>
      ))}
    </ul>
  );
}

export const weekdayWords = ({ weekdays }: Pick<IdentifiedReminder, "weekdays">): string =>
  planWords({ rule: { kind: "days", weekdays } });

/** A reminder that reaches no device here is a promise that the app does not keep. */
function Reach() {
  if (!isOffHere(useApp().state)) return null;
  return (
    <p class="quiet small">
      {t("reminder.off_here")}{" "}
      <a class="link" href="/you/nudges">
        {t("reminder.set_up")}
      </a>
    </p>
  );
}
