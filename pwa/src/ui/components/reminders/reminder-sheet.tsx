/** One reminder: its time and its weekdays. */
import { useState } from "preact/hooks";
import { deleteReminder, type ReminderOwner, saveReminder } from "../../../actions/set-reminder";
import { t } from "../../../i18n";
import { EVERY_DAY, type IdentifiedReminder, type Reminder } from "../../../model/reminders";
import { useApp } from "../../app";
import { useOneAtATime } from "../../use-one-at-a-time";
import { failureWords } from "../../words/failures";
import { Sheet } from "../sheet/sheet";
import { TimeField } from "../time-field/time-field";
import { WeekdayPicker } from "../weekday-picker/weekday-picker";

/** An hour at which most people are up and not yet worn out. */
const USUAL_TIME = "19:00";
/** A check-in looks back on a week, on its last evening. */
const SUNDAY: readonly number[] = [7];

interface Props {
  readonly owner: ReminderOwner;
  readonly name: string;
  /** Null for a new one. */
  readonly reminder: IdentifiedReminder | null;
  readonly onClose: () => void;
}

export function ReminderSheet({ owner, name, reminder, onClose }: Props) {
  const { journal } = useApp().state;
  const [draft, setDraft] = useState<Reminder>(
    reminder ?? { time: USUAL_TIME, weekdays: owner === null ? SUNDAY : EVERY_DAY },
  );
  const { save, remove, problem } = useSaving(owner, reminder, onClose);
  return (
    <Sheet
      title={t(reminder === null ? "reminder.add" : "reminder.edit")}
      over={name}
      onClose={onClose}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(draft); /* no await: it closes the sheet itself, or shows why not */
        }}
      >
        <TimeField
          label={t("reminder.time")}
          value={draft.time}
          problem={problem}
          onInput={(time) => {
            setDraft({ ...draft, time });
          }}
        />
        <WeekdayPicker
          weekdays={draft.weekdays}
          weekStartsOn={journal.preferences.value.weekStartsOn}
          onChange={(weekdays) => {
            setDraft({ ...draft, weekdays });
          }}
        />
        <div class="buttons">
          {reminder !== null && (
            <button
              type="button"
              class="button destructive"
              onClick={() => void remove(reminder.id)}
            >
              {t("reminder.delete")}
            </button>
          )}
          <button type="submit" class="button primary">
            {t("reminder.save")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

function useSaving(owner: ReminderOwner, reminder: IdentifiedReminder | null, onClose: () => void) {
  const { context, state } = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const finish = (text: string): void => {
    state.toasts.show({ kind: "calm", text });
    onClose();
  };
  const save = useOneAtATime(async (draft: Reminder): Promise<boolean> => {
    const result = await saveReminder(context, owner, draft, reminder);
    if (result.ok) finish(t("reminder.saved"));
    else setProblem(failureWords(result.failure));
    return result.ok;
  });
  const remove = async (id: string): Promise<void> => {
    const result = await deleteReminder(context, owner, id);
    if (result.ok) finish(t("reminder.removed"));
    else setProblem(failureWords(result.failure));
  };
  return { save, remove, problem };
}
