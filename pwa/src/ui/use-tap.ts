/** One tap on a habit's circle, and what follows it: words, a warm sentence, a way back. */
import { useRef } from "preact/hooks";
import { logStep } from "../actions/log-step";
import { putBackEntries, withdrawEntries } from "../actions/withdraw-entries";
import { afterPaint } from "../core/after-paint";
import type { LocalDate } from "../core/dates";
import { t } from "../i18n";
import type { EntryFact } from "../model/facts";
import type { HabitDay } from "../model/habit-day";
import { planOn, type Habit } from "../model/habit-record";
import { MILESTONES } from "../model/milestones";
import { entriesToUndo, tapOf } from "../model/taps";
import { useApp, type App } from "./app";
import { countWords } from "./words/days";
import { progressWords, streakWords } from "./words/plans";
import { storageFailureWords } from "./words/storage-failures";

/**
 * The returned function settles once the entry is on the disk, or has failed and said so, or the day
 * was opened because a tap cannot know how much.
 */
export function useTap(habit: Habit, day: HabitDay, openDay: () => void): () => Promise<void> {
  const app = useApp();
  const isBusy = useRef(false);
  return async () => {
    // A second tap while the first is being written would act on what is no longer so.
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      app.state.toasts.end(habit.id);
      const tap = tapOf(day);
      if (tap.type === "log") await log(app, habit, day, tap.amount);
      else if (tap.type === "undo") await undo(app, day);
      else openDay();
    } finally {
      isBusy.current = false;
    }
  };
}

async function log(app: App, habit: Habit, day: HabitDay, amount: number): Promise<void> {
  const { context, state } = app;
  const writing = logStep(context, { habit: habit.id, on: day.on, amount });
  // Counted while the disk works, which takes longer.
  const before = streakOf(app, habit);
  const result = await writing;
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: storageFailureWords(result.failure) });
    return;
  }
  // The circle is drawn first: what else there is to say waits until it is on the screen.
  afterPaint(() => {
    follow(app, habit, { day, before, entry: result.value });
  });
}

const streakOf = ({ state }: App, habit: Habit): number =>
  state.summaries.of(habit.id).peek()?.streak.current ?? 0;

interface Logged {
  /** As it was before the tap. */
  readonly day: HabitDay;
  /** The streak before the tap. */
  readonly before: number;
  readonly entry: EntryFact;
}

/** A buzz, words for a screen reader, and once in a while a warm sentence or a way back. */
function follow(app: App, habit: Habit, { day, before, entry }: Logged): void {
  const { state } = app;
  if ("vibrate" in navigator) navigator.vibrate(10);
  void state.device.persist(); /* no await: the browser may ask the person, and the tick is done */
  const after = streakOf(app, habit);
  state.toasts.say(t("tick.announce", { name: habit.name, streak: tapWords(app, habit, day.on) }));
  const milestone = MILESTONES.find((count) => before < count && after >= count);
  if (milestone !== undefined) {
    state.toasts.show({ kind: "calm", text: t(`milestone.${milestone}`), about: habit.id });
  } else if (day.isLimit && day.target >= 1) {
    const text = countWords({ ...day, amount: day.amount + entry.amount });
    offerBack(app, [entry], t("tick.announce", { name: habit.name, streak: text }));
  }
}

/** What a tap came to: the row it is part of, or how far the week has come, or simply that it is done. */
function tapWords({ state }: App, habit: Habit, on: LocalDate): string {
  const rule = planOn(habit, on)?.rule;
  const summary = state.summaries.of(habit.id).peek();
  const current = summary?.streak.current ?? 0;
  if (current > 0) return streakWords(rule, current);
  return (
    progressWords(rule, summary?.progress ?? null, state.calendar.today.peek()) || t("tick.done")
  );
}

async function undo(app: App, day: HabitDay): Promise<void> {
  const { context, state } = app;
  const taken = entriesToUndo(day.entries, day);
  const result = await withdrawEntries(context, taken);
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: storageFailureWords(result.failure) });
    return;
  }
  if (taken.some((entry) => entry.note !== undefined)) offerNoteBack(app, taken);
}

/** A further one under a limit is no way back, so that the way back stands beside it. */
function offerBack({ context, state }: App, logged: readonly EntryFact[], text: string): void {
  const run = (): void => {
    void withdrawEntries(context, logged).then((result) => {
      if (!result.ok)
        state.toasts.show({ kind: "fault", text: storageFailureWords(result.failure) });
    });
  };
  const about = logged[0]?.habit ?? "";
  state.toasts.show({ kind: "calm", text, about, action: { label: t("tick.take_back"), run } });
}

/** A tap takes words back as easily as a tick, so that the way back is as easy. */
export function offerNoteBack({ context, state }: App, taken: readonly EntryFact[]): void {
  state.toasts.show({
    kind: "calm",
    text: t("tick.undone_note"),
    about: taken[0]?.habit ?? "",
    action: {
      label: t("tick.put_back"),
      run: () => {
        void putBackEntries(context, taken).then((result) => {
          if (!result.ok)
            state.toasts.show({ kind: "fault", text: storageFailureWords(result.failure) });
        });
      },
    },
  });
}
