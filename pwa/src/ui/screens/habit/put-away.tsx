/** Edit, archive, delete: each with its way back. */
import {
  archiveHabit,
  deleteHabit,
  restoreHabit,
  undeleteHabit,
} from "../../../actions/put-away-habit";
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { useBack } from "../../trail";
import { failureWords } from "../../words/failures";

export function PutAway({ habit }: { readonly habit: Habit }) {
  const { archive, restore, remove } = usePutAway(habit);
  return (
    <div class="section buttons">
      <a class="button" href={`/habits/${habit.id}/edit`}>
        <Icon name="pencil" />
        {t("habit.edit")}
      </a>
      <button
        type="button"
        class="button"
        onClick={() => void (habit.isArchived ? restore() : archive())}
      >
        <Icon name="archive" />
        {t(habit.isArchived ? "habit.restore" : "habit.archive")}
      </button>
      <button type="button" class="button destructive" onClick={() => void remove()}>
        <Icon name="trash-2" />
        {t("habit.delete")}
      </button>
    </div>
  );
}

function usePutAway(habit: Habit) {
  const { context, state } = useApp();
  const back = useBack("/");
  const { toasts, calendar } = state;

  /** Say what was done and how to undo it, or why it was not done. */
  const tell = async (
    outcome: ReturnType<typeof deleteHabit>,
    text: string,
    undo?: () => void,
  ): Promise<boolean> => {
    const result = await outcome;
    if (!result.ok) {
      toasts.show({ kind: "fault", text: failureWords(result.failure) });
      return false;
    }
    toasts.show({
      kind: "calm",
      text,
      // What cannot be undone from here is said on this very screen.
      isForNextScreen: undo !== undefined,
      ...(undo === undefined ? {} : { action: { label: t("app.undo"), run: undo } }),
    });
    return true;
  };

  const restore = async (): Promise<void> => {
    const present = state.journal.habit(habit.id) ?? habit;
    const yesterday = addDays(calendar.today.peek(), -1);
    await tell(
      restoreHabit(context, present, yesterday),
      t("habit.restored_toast", { name: habit.name }),
    );
  };

  const bringBack = async (): Promise<void> => {
    await tell(undeleteHabit(context, habit), t("habit.restored_toast", { name: habit.name }));
  };

  return {
    restore,
    archive: async () => {
      const outcome = archiveHabit(context, habit, calendar.today.peek());
      const text = t("habit.archived_toast", { name: habit.name });
      if (await tell(outcome, text, () => void restore())) back();
    },
    remove: async () => {
      const text = t("habit.deleted_toast", { name: habit.name });
      if (await tell(deleteHabit(context, habit), text, () => void bringBack())) back();
    },
  };
}
