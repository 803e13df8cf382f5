/**
 * How promises stand, derived from what was promised and from what happened since. Everything comes in as
 * arguments: nothing here reads a clock or a zone.
 */
import { stampToMs } from "../core/clock";
import { addDays, type LocalDate } from "../core/dates";
import { instantOf } from "../core/instants";
import { isLive, type PromiseEvent } from "./facts";
import { toDue, type Due, type PromiseRecord } from "./promise-record";

export type PromiseState = "open" | "kept" | "let_go" | "mended";

export interface PromiseStatus {
  readonly outcome: PromiseState;
  /** The first or the newest agreed time. */
  readonly due: Due | null;
  /** What happened, oldest first. */
  readonly history: readonly PromiseEvent[];
  /** The day on which it was kept, let go or mended; null while it is open. */
  readonly settledOn: LocalDate | null;
  /** Kept on the first or the agreed time. */
  readonly isOnTime: boolean;
}

/** A promise and how it stands. */
export interface StandingPromise extends PromiseRecord {
  readonly standing: PromiseStatus;
}

/** When and where somebody asks. */
export interface Moment {
  readonly nowMs: number;
  readonly timeZone: string;
  /** The local date by the person's own start of the day. */
  readonly today: LocalDate;
  readonly dayOf: (atMs: number) => LocalDate;
}

/**
 * `later`: its day is to come. `today`: its day is here, its time is not over. `due`: its time was today.
 * `overdue`: its day is over.
 */
export type Phase = "later" | "today" | "due" | "overdue";

/** The latest event by stamp decides; all of them stand in the history. */
export function standingOf(promise: PromiseRecord, events: readonly PromiseEvent[]): PromiseStatus {
  const history = events.filter(isLive).toSorted(byStamp);
  const due = agreedDue(promise, history);
  const last = history.at(-1);
  const outcome = outcomeAfter(last);
  const isSettled = last !== undefined && outcome !== "open";
  return {
    outcome,
    due,
    history,
    settledOn: isSettled ? last.on : null,
    isOnTime: isSettled && outcome === "kept" && isInTime(last, due),
  };
}

/** Equal stamps cannot be, but if they were, all devices would still agree. */
const byStamp = (left: PromiseEvent, right: PromiseEvent): number =>
  compare(left.stamp, right.stamp) || compare(left.id, right.id);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function outcomeAfter(last: PromiseEvent | undefined): PromiseState {
  const kind = last?.kind ?? "reopened";
  return kind === "moved" || kind === "reopened" ? "open" : kind;
}

function agreedDue({ due }: PromiseRecord, history: readonly PromiseEvent[]): Due | null {
  const moves = history.filter(({ kind }) => kind === "moved").map(movedTo);
  return moves.findLast((move) => move !== null) ?? due;
}

/** Where a move leads; null for an event that is none. */
export const movedTo = ({ to_on, to_time, to_zone }: PromiseEvent): Due | null =>
  toDue({ on: to_on, time: to_time, zone: to_zone });

/**
 * On its day is in time, whatever the hour; and before its instant is, whatever the day was called where
 * the person was.
 */
function isInTime({ on, stamp }: PromiseEvent, due: Due | null): boolean {
  if (due === null || on <= due.on) return true;
  const { time, zone } = due;
  return (
    time !== null && zone !== null && stampToMs(stamp) <= instantOf({ on: due.on, time }, zone)
  );
}

/** The instant at which it is due, in milliseconds since 1970; null when any time of its day will do. */
export const dueInstant = ({ on, time, zone }: Due, timeZone: string): number | null =>
  time === null ? null : instantOf({ on, time }, zone ?? timeZone);

/** The day on which it is due where the person is. */
export function dueDay(
  due: Due,
  { timeZone, dayOf }: Pick<Moment, "timeZone" | "dayOf">,
): LocalDate {
  const atMs = dueInstant(due, timeZone);
  return atMs === null ? due.on : dayOf(atMs);
}

export function phaseOf(due: Due | null, moment: Moment): Phase {
  if (due === null) return "later";
  const day = dueDay(due, moment);
  if (day < moment.today) return "overdue";
  if (day > moment.today) return "later";
  const atMs = dueInstant(due, moment.timeZone);
  return atMs !== null && atMs <= moment.nowMs ? "due" : "today";
}

/** The earlier due first; what has no day comes last; of equal ones the smaller id. */
export function byDue(left: StandingPromise, right: StandingPromise): number {
  return compare(dueKey(left), dueKey(right)) || compare(left.id, right.id);
}

const dueKey = ({ standing: { due } }: StandingPromise): string =>
  due === null ? "~" : `${due.on} ${due.time ?? "~"}`;

export interface FollowThrough {
  /** Of the settled ones, those kept on the first or the agreed time. */
  readonly kept: number;
  readonly settled: number;
  /** kept / settled, or null when nothing was settled. */
  readonly rate: number | null;
}

/** Of what was settled in the last `days` days, today included: how much was kept in time. */
export function followThrough(
  standings: readonly PromiseStatus[],
  today: LocalDate,
  days: number,
): FollowThrough {
  const after = addDays(today, -days);
  const settled = standings.filter(
    ({ settledOn }) => settledOn !== null && settledOn > after && settledOn <= today,
  );
  const kept = settled.filter(({ isOnTime }) => isOnTime).length;
  return {
    kept,
    settled: settled.length,
    rate: settled.length === 0 ? null : kept / settled.length,
  };
}
