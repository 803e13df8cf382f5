/** The Done of a nudge: the same as a tap, for the day it was for, and once however often it is pressed. */
import { success, type Result } from "../../core/result";
import type { CommitFailure } from "../../db/commit";
import type { StorageFailure } from "../../db/failures";
import { loadDay, type StoredDay } from "../../db/history";
import { isLive } from "../../model/facts";
import { habitDay, type HabitDay } from "../../model/habit-day";
import { readHabit, type Habit } from "../../model/habit-record";
import { doneFactId, type NudgeItem } from "../../model/nudge";
import { pauseOn } from "../../model/pauses";
import { readPreferences } from "../../model/preferences";
import { tapOf } from "../../model/taps";
import type { ActionContext } from "../context";

/** What a nudge is about, as this device knows it. */
export type Standing =
  /** Still to do. */
  | "open"
  | "kept"
  /** Rested, paused or archived: nothing is asked for. */
  | "off"
  /** This very nudge's Done was taken back, and does not return by itself. */
  | "taken-back"
  /** Not on this device, or deleted; or of a kind that cannot be done from a nudge. */
  | "gone";

export type Looked =
  | { readonly standing: "gone" }
  | {
      readonly standing: Exclude<Standing, "gone">;
      readonly habit: Habit;
      readonly day: HabitDay;
    };

const GONE: Looked = { standing: "gone" };

export async function lookAtNudge(
  { database }: Pick<ActionContext, "database">,
  item: NudgeItem,
): Promise<Result<Looked, StorageFailure>> {
  if (item.type !== "habit") return success(GONE);
  const stored = await loadDay(database, item.subject, item.on);
  return stored.ok ? success(readLooked(stored.value, item)) : stored;
}

/** Gives how it stood before. */
export async function keepNudge(
  context: Pick<ActionContext, "database" | "commit">,
  item: NudgeItem,
): Promise<Result<Standing, CommitFailure>> {
  const looked = await lookAtNudge(context, item);
  if (!looked.ok) return looked;
  if (looked.value.standing !== "open") return success(looked.value.standing);
  const { day } = looked.value;
  const tap = tapOf(day);
  // How much only the person knows; and of what is to be kept low, one more is nothing that one is nudged to.
  if (tap.type !== "log" || (tap.amount > 0 && day.isLimit)) return success("gone");
  const { amount } = tap;
  const { id, subject: habit, on } = item;
  const result = await context.commit({
    addOnce: [{ type: "entry", id: doneFactId(id), habit, on, kind: "done", amount }],
  });
  return result.ok ? success("open") : result;
}

function readLooked(stored: StoredDay, item: NudgeItem): Looked {
  const habit = stored.habit === undefined ? null : readHabit(stored.habit);
  if (habit === null || habit.isDeleted) return GONE;
  const day = habitDay(habit, { facts: stored.facts.filter(isLive) }, item.on);
  return { habit, day, standing: standingOf(habit, day, stored, item) };
}

function standingOf(
  habit: Habit,
  day: HabitDay,
  stored: StoredDay,
  item: NudgeItem,
): Exclude<Standing, "gone"> {
  const pauses = [...habit.pauses, ...readPreferences(stored.preferences).pauses];
  if (day.isDone) return "kept";
  if (day.isRest || habit.isArchived || pauseOn(pauses, item.on) !== undefined) return "off";
  const own = stored.facts.find(({ id }) => id === doneFactId(item.id));
  return own === undefined ? "open" : own.withdrawn === true ? "taken-back" : "kept";
}
