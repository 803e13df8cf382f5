/** What became of a promise: kept, moved, let go, mended, open again; and the way back. */
import { MAX_NOTE_CHARACTERS } from "../contract/limits";
import type { LocalDate } from "../core/dates";
import type { LocalTime } from "../core/instants";
import { failed, success, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { PromiseEvent, PromiseEventKind } from "../model/facts";
import { canBeDue } from "../model/promise-record";
import { cleanNote, textProblem } from "../model/text";
import type { ActionContext } from "./context";

export interface MoveTarget {
  readonly on: LocalDate;
  /** Null: any time of that day. */
  readonly time: LocalTime | null;
  /** Where the person is. */
  readonly timeZone: string;
}

export interface Telling {
  readonly promise: string;
  readonly kind: PromiseEventKind;
  /** The day on which it happened. */
  readonly on: LocalDate;
  /** Of a move: where to. */
  readonly to?: MoveTarget;
  readonly note?: string;
}

export type TellingFailure =
  | CommitFailure
  | { readonly type: "note-too-long"; readonly limit: number }
  | { readonly type: "invalid-due" };

/** The event as it was written, once the disk has it. */
export async function tellPromise(
  context: ActionContext,
  { promise, kind, on, to, note = "" }: Telling,
): Promise<Result<PromiseEvent, TellingFailure>> {
  const words = cleanNote(note);
  if (textProblem(words, MAX_NOTE_CHARACTERS) !== null) {
    return failed({ type: "note-too-long", limit: MAX_NOTE_CHARACTERS });
  }
  if (kind === "moved" && (to === undefined || !canBeDue(to.on, to.time))) {
    return failed({ type: "invalid-due" });
  }
  const event: PromiseEvent = {
    ...{ type: "promise_event", id: context.mintFactId(), promise, on, kind },
    stamp: context.stamps.issue(),
    ...(to === undefined ? {} : targetOf(to)),
    ...(words === "" ? {} : { note: words }),
  };
  const result = await context.commit({ add: [event] });
  return result.ok ? success(event) : result;
}

/** An undo: what was said is taken back, and what was before stands again. */
export const withdrawTelling = (
  context: ActionContext,
  event: PromiseEvent,
): Promise<Result<Change, CommitFailure>> => context.commit({ withdraw: [event] });

const targetOf = ({ on, time, timeZone }: MoveTarget) => ({
  to_on: on,
  to_time: time,
  to_zone: time === null ? null : timeZone,
});
