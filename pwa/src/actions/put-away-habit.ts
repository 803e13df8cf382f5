/** Archive and restore, delete and undo: a habit leaves the screen, its history stays. */
import type { LocalDate } from "../core/dates";
import { mintReplica } from "../core/ids";
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { StorageFailure } from "../db/failures";
import { pauseField, type Habit } from "../model/habit-record";
import { stampFields, type Json } from "../model/registers";
import type { ActionContext } from "./context";

type Outcome = Promise<Result<Change, StorageFailure>>;

/** Archiving opens a pause, so that the days away count neither for nor against. */
export const archiveHabit = (context: ActionContext, habit: Habit, today: LocalDate): Outcome =>
  edit(context, habit.id, {
    archived: true,
    [pauseField(mintReplica())]: { from: today, to: null },
  });

/** Restoring ends the open pauses the day before: today is a day like any other again. */
export function restoreHabit(context: ActionContext, habit: Habit, yesterday: LocalDate): Outcome {
  const closed = habit.pauses
    .filter((pause) => pause.to === null)
    .map((pause) => [
      pauseField(pause.id),
      // A pause that would end before it began was never more than a moment: it is gone.
      pause.from > yesterday ? null : { from: pause.from, to: yesterday },
    ]);
  const pauses = Object.fromEntries(closed) as Record<string, Json>;
  return edit(context, habit.id, { archived: false, ...pauses });
}

export const deleteHabit = (context: ActionContext, habit: Habit): Outcome =>
  edit(context, habit.id, { deleted: true });

export const undeleteHabit = (context: ActionContext, habit: Habit): Outcome =>
  edit(context, habit.id, { deleted: false });

const edit = (
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): Outcome =>
  context.commit({
    edit: [{ type: "habit", id, fields: stampFields(values, context.stamps.issue()) }],
  });
