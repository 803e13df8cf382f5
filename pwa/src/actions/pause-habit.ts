/** Time off with dates, for one habit or for all of them: planned, changed, ended, taken back. */
import { parseLocalDate, type LocalDate } from "../core/dates";
import { mintReplica } from "../core/ids";
import { failed, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { Habit } from "../model/habit-record";
import type { Pause } from "../model/habits";
import { endedPause, pauseField, type IdentifiedPause } from "../model/pauses";
import { PREFERENCES_ID } from "../model/preferences";
import { stampFields, type Json } from "../model/registers";
import type { ActionContext } from "./context";

/** Whose time off: one habit's, or everything's. */
export type PauseOwner = Habit | null;

export type PauseFailure = CommitFailure | { readonly type: "invalid-pause" };

/** A new pause, or with `id` another version of one that is there. */
export async function savePause(
  context: ActionContext,
  owner: PauseOwner,
  { from, to }: Pause,
  id: string = mintReplica(),
): Promise<Result<Change, PauseFailure>> {
  const isSound = isDay(from) && (to === null || (isDay(to) && to >= from));
  return isSound ? write(context, owner, id, { from, to }) : failed({ type: "invalid-pause" });
}

/** The last day off is `lastOn`; a pause that begins later is gone. */
export const endPause = (
  context: ActionContext,
  owner: PauseOwner,
  pause: IdentifiedPause,
  lastOn: LocalDate,
): Promise<Result<Change, CommitFailure>> =>
  write(context, owner, pause.id, endedPause(pause, lastOn));

export const deletePause = (
  context: ActionContext,
  owner: PauseOwner,
  id: string,
): Promise<Result<Change, CommitFailure>> => write(context, owner, id, null);

const isDay = (on: LocalDate): boolean => parseLocalDate(on) !== null;

const write = (
  context: ActionContext,
  owner: PauseOwner,
  id: string,
  value: Json,
): Promise<Result<Change, CommitFailure>> =>
  context.commit({
    edit: [
      {
        ...(owner === null
          ? { type: "preference", id: PREFERENCES_ID }
          : { type: "habit", id: owner.id }),
        fields: stampFields({ [pauseField(id)]: value }, context.stamps.issue()),
      },
    ],
  });
