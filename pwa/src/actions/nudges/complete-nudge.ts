/** The Done of a nudge: the same as a tap, for the day it was for, and once however often it is pressed. */
import { success, type Result } from "../../core/result";
import type { CommitFailure } from "../../db/commit";
import type { StorageFailure } from "../../db/failures";
import { loadDay, loadPromise, type StoredDay, type StoredPromise } from "../../db/history";
import { isLive, type Fact } from "../../model/facts";
import { habitDay, type HabitDay } from "../../model/habit-day";
import { readHabit, type Habit } from "../../model/habit-record";
import { doneFactId, type NudgeItem } from "../../model/nudge";
import { pauseOn, readPauses } from "../../model/pauses";
import { readPromise } from "../../model/promise-record";
import { standingOf as promiseStanding } from "../../model/promises";
import { tapOf } from "../../model/taps";
import type { ActionContext } from "../context";

/** What a nudge is about, as this device knows it. */
export type NudgeState =
  /** Still to do. */
  | "open"
  | "kept"
  /** Rested, paused, archived or let go: nothing is asked for. */
  | "off"
  /** This very nudge's Done was taken back, and does not return by itself. */
  | "taken-back"
  /** Not on this device, or deleted; or of a kind that cannot be done from a nudge. */
  | "gone";

/** What Done writes. */
type Step =
  | { readonly type: "entry"; readonly amount: number }
  | { readonly type: "promise_event" }
  /** Only the person knows how much: the page is opened. */
  | null;

export type NudgeStatus =
  | { readonly standing: "gone" }
  | {
      readonly standing: Exclude<NudgeState, "gone">;
      /** "" while the words are locked on this device. */
      readonly name: string;
      readonly cue: string;
      readonly step: Step;
    };

const GONE: NudgeStatus = { standing: "gone" };

export async function readNudgeStatus(
  { database }: Pick<ActionContext, "database">,
  item: NudgeItem,
): Promise<Result<NudgeStatus, StorageFailure>> {
  if (item.type === "preference") return success(GONE);
  if (item.type === "promise") {
    const stored = await loadPromise(database, item.subject);
    return stored.ok ? success(lookAtPromise(stored.value, item)) : stored;
  }
  const stored = await loadDay(database, item.subject, item.on);
  return stored.ok ? success(lookAtHabit(stored.value, item)) : stored;
}

/** Gives how it stood before. */
export async function completeNudge(
  context: Pick<ActionContext, "database" | "commit" | "stamps">,
  item: NudgeItem,
): Promise<Result<NudgeState, CommitFailure>> {
  const looked = await readNudgeStatus(context, item);
  if (!looked.ok) return looked;
  if (looked.value.standing !== "open") return success(looked.value.standing);
  const { step } = looked.value;
  if (step === null) return success("gone");
  const result = await context.commit({ addOnce: [factOf(context, item, step)] });
  return result.ok ? success("open") : result;
}

function factOf(
  { stamps }: Pick<ActionContext, "stamps">,
  { id, subject, on }: NudgeItem,
  step: NonNullable<Step>,
): Fact {
  const shared = { id: doneFactId(id), on };
  return step.type === "entry"
    ? { ...shared, type: "entry", habit: subject, kind: "done", amount: step.amount }
    : { ...shared, type: "promise_event", promise: subject, kind: "kept", stamp: stamps.issue() };
}

function lookAtPromise({ promise: record, events }: StoredPromise, item: NudgeItem): NudgeStatus {
  const promise = record === undefined ? null : readPromise(record);
  if (promise === null || promise.isDeleted) return GONE;
  const { outcome } = promiseStanding(promise, events);
  const isTakenBack = events.some(({ id, withdrawn }) => id === doneFactId(item.id) && withdrawn);
  const open = isTakenBack ? "taken-back" : "open";
  return {
    standing: outcome === "open" ? open : outcome === "let_go" ? "off" : "kept",
    name: promise.text,
    cue: promise.toWhom,
    step: { type: "promise_event" },
  };
}

function lookAtHabit(stored: StoredDay, item: NudgeItem): NudgeStatus {
  const habit = stored.habit === undefined ? null : readHabit(stored.habit);
  if (habit === null || habit.isDeleted) return GONE;
  const day = habitDay(habit, { facts: stored.facts.filter(isLive) }, item.on);
  const { name, cue } = habit;
  return { name, cue, step: stepOf(day), standing: standingOf(habit, day, stored, item) };
}

/** Of what is to be kept low, one more is nothing that one is nudged to; "none at all" is. */
function stepOf(day: HabitDay): Step {
  const tap = tapOf(day);
  if (tap.type !== "log" || (tap.amount > 0 && day.isLimit)) return null;
  return { type: "entry", amount: tap.amount };
}

function standingOf(
  habit: Habit,
  day: HabitDay,
  stored: StoredDay,
  item: NudgeItem,
): Exclude<NudgeState, "gone"> {
  const pauses = [...habit.pauses, ...readPauses(stored.preferences?.fields ?? {})];
  if (day.isDone) return "kept";
  if (day.isRest || habit.isArchived || pauseOn(pauses, item.on) !== undefined) return "off";
  const own = stored.facts.find(({ id }) => id === doneFactId(item.id));
  return own === undefined ? "open" : own.withdrawn === true ? "taken-back" : "kept";
}
