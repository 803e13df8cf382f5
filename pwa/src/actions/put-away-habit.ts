/** Archive and restore, delete and undo: a habit leaves the screen, its history stays. */
import { addDays, type LocalDate } from "../core/dates";
import { mintReplica } from "../core/ids";
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { Habit } from "../model/habit-record";
import { endedPause, pauseField } from "../model/pauses";
import { stampFields, type Json } from "../model/registers";
import type { ActionContext } from "./context";

type CommitResult = Promise<Result<Change, CommitFailure>>;

/** Archiving opens a pause, so that the days away count neither for nor against. */
export const archiveHabit = (
  context: ActionContext,
  habit: Habit,
  today: LocalDate,
): CommitResult =>
  edit(context, habit.id, {
    archived: true,
    [pauseField(mintReplica())]: { from: today, to: null },
  });

/** Restoring ends the open pauses the day before: today is a day like any other again. */
export function restoreHabit(
  context: ActionContext,
  habit: Habit,
  yesterday: LocalDate,
): CommitResult {
  const today = addDays(yesterday, 1);
  const closed = habit.pauses
    // Time off that is planned for later is no part of having been away.
    .filter((pause) => pause.to === null && pause.from <= today)
    .map((pause) => [pauseField(pause.id), endedPause(pause, yesterday)]);
  const pauses = Object.fromEntries(closed) as Record<string, Json>;
  return edit(context, habit.id, { archived: false, ...pauses });
}

export const deleteHabit = (context: ActionContext, habit: Habit): CommitResult =>
  edit(context, habit.id, { deleted: true });

export const undeleteHabit = (context: ActionContext, habit: Habit): CommitResult =>
  edit(context, habit.id, { deleted: false });

const edit = (
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): CommitResult =>
  context.commit({
    edit: [{ type: "habit", id, fields: stampFields(values, context.stamps.issue()) }],
  });
