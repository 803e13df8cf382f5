/**
 * Keeps what a start has to read small, however many years there are: the closed past of each habit
 * is folded and stored when the device has nothing better to do (docs/streaks.md, "Starting in the middle").
 */
import { addDays, type LocalDate } from "../core/dates";
import { renewCheckpoint, type HabitPast, type HabitJournal } from "../db/history";
import type { Database } from "../db/open";
import { readHabit } from "../model/habit-record";
import { PREFERENCES_ID, readPreferences } from "../model/preferences";
import { checkpoint, type Checkpoint } from "../model/streaks";
import type { Calendar } from "./calendar";
import type { Journal } from "./journal";
import { historyOf } from "./summaries";

/** Rates look back 90 days, and a month may have begun 31 days before that. */
const WINDOW_DAYS = 125;
/** A window longer than this is folded again, so it never grows far. */
const LONGEST_WINDOW_DAYS = 190;

/** Fold every habit whose open past has grown long; one after the other, each in its own transaction. */
export async function keepCheckpoints(
  database: Database,
  journal: Journal,
  calendar: Calendar,
): Promise<void> {
  const today = calendar.today.peek();
  for (const habit of [...journal.habits.peek(), ...journal.archivedHabits.peek()]) {
    if (!isLong(journal.pastOf(habit.id).peek(), today)) continue;
    const result = await renewCheckpoint(database, habit.id, (stored) =>
      fold(stored, habit.id, today),
    );
    // A start that reads more than it must is slow, not wrong: it is tried again at the next one.
    if (!result.ok) return;
  }
}

const isLong = (past: HabitPast, today: LocalDate): boolean => {
  const limit = addDays(today, -LONGEST_WINDOW_DAYS);
  return past.facts.some((fact) => fact.on < limit);
};

function fold(stored: HabitJournal, habitId: string, today: LocalDate): Checkpoint | null {
  const record = stored.records.find(({ type, id }) => type === "habit" && id === habitId);
  const past = stored.pastByHabit.get(habitId);
  if (record === undefined || past === undefined) return null;
  const preferences = readPreferences(
    stored.records.find(({ type, id }) => type === "preference" && id === PREFERENCES_ID)?.fields,
  );
  const history = historyOf(readHabit(record), past, preferences, today);
  return checkpoint(history, addDays(today, -WINDOW_DAYS));
}
