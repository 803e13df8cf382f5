/** One tap on a habit's circle, and what follows it: words, a warm sentence, a way back. */
import { useRef } from "preact/hooks";
import { entriesToUndo } from "../actions/withdraw-entries";
import { t } from "../i18n";
import { planOn, type Habit } from "../model/habit-record";
import { MILESTONES } from "../model/milestones";
import type { HabitDay } from "../state/summaries";
import { useKept, type Kept } from "./kept";
import { failureWords } from "./words/failures";
import { streakWords } from "./words/plans";

/** The returned function settles once the entry is on the disk, or has failed and said so. */
export function useTap(habit: Habit, day: HabitDay): () => Promise<void> {
  const kept = useKept();
  const isBusy = useRef(false);
  return async () => {
    // A second tap while the first is being written would act on what is no longer so.
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      await (day.isDone || day.isRest ? undo(kept, habit, day) : log(kept, habit, day));
    } finally {
      isBusy.current = false;
    }
  };
}

/** Small counts go up one by one; nobody taps twenty times for twenty minutes. */
const LARGEST_COUNT = 12;

const stepOf = (day: HabitDay): number =>
  day.target > LARGEST_COUNT ? day.target - day.amount : 1;

async function log({ actions, state }: Kept, habit: Habit, day: HabitDay): Promise<void> {
  const before = state.summaries.of(habit.id).peek()?.streak.current ?? 0;
  const result = await actions.logStep({ habit: habit.id, on: day.on, amount: stepOf(day) });
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  if ("vibrate" in navigator) navigator.vibrate(10);
  void state.device.persist(); /* no await: the browser may ask the person, and the tick is done */
  const after = state.summaries.of(habit.id).peek()?.streak.current ?? 0;
  const streak = streakWords(planOn(habit, day.on)?.rule, after);
  state.toasts.say(t("tick.announce", { name: habit.name, streak }));
  const milestone = MILESTONES.find((count) => before < count && after >= count);
  if (milestone !== undefined) {
    state.toasts.show({ kind: "calm", text: t(`milestone.${milestone}`) });
  }
}

async function undo(kept: Kept, habit: Habit, day: HabitDay): Promise<void> {
  const { actions, state } = kept;
  const isCounted = (planOn(habit, day.on)?.target.amount ?? 1) > 1;
  const taken = day.isRest
    ? day.entries.filter((entry) => entry.kind === "rest")
    : entriesToUndo(day.entries, isCounted);
  const result = await actions.withdrawEntries(taken);
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  if (taken.some((entry) => entry.note !== undefined)) offerNoteBack(kept, taken);
}

/** A tap takes words back as easily as a tick, so that the way back is as easy. */
function offerNoteBack(
  { actions, state }: Kept,
  taken: Parameters<typeof actions.putBackEntries>[0],
) {
  state.toasts.show({
    kind: "calm",
    text: t("tick.undone_note"),
    action: {
      label: t("tick.put_back"),
      run: () => {
        void actions.putBackEntries(taken).then((result) => {
          if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
        });
      },
    },
  });
}
