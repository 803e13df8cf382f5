/** Groups are made, named and deleted; they and the habits in them are put in order. */
import { MAX_NAME_CHARACTERS } from "../contract/limits";
import { mintRecordId } from "../core/ids";
import { failed, success, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { Group, Placed } from "../model/groups";
import type { Habit } from "../model/habit-record";
import { placeAt } from "../model/positions";
import { stampFields, type Json, type StoredRecord } from "../model/registers";
import { cleanLine, textProblem } from "../model/text";
import type { ActionContext } from "./context";
import type { DraftFailure } from "./save-habit";

type CommitResult = Promise<Result<Change, CommitFailure>>;

/** Where a habit goes: in which group, and at which place among the others of it. */
export interface Place {
  readonly group: string | null;
  /** The habits of that group in order, without the one that moves. */
  readonly others: readonly Placed[];
  readonly at: number;
}

/** Only what differs is written, so that two devices may each move another habit. */
export function moveHabit(context: ActionContext, habit: Habit, place: Place): CommitResult {
  const values = new Map<string, Record<string, Json>>();
  // Alone in its group, any position will do.
  const positions = place.others.length === 0 ? [] : placeAt(habit.id, place.others, place.at);
  for (const [id, position] of positions) values.set(id, { position });
  if (place.group !== habit.group) {
    values.set(habit.id, { ...values.get(habit.id), group: place.group });
  }
  return edit(context, "habit", values);
}

/** `others` are all groups but this one, in order. */
export function moveGroup(
  context: ActionContext,
  group: Group,
  others: readonly Placed[],
  at: number,
): CommitResult {
  const positions = [...placeAt(group.id, others, at)];
  return edit(context, "group", new Map(positions.map(([id, position]) => [id, { position }])));
}

/** After all others; gives its id. */
export const createGroup = (
  context: ActionContext,
  name: string,
): Promise<Result<string, DraftFailure>> =>
  saveName(context, mintRecordId(), name, { position: context.now() });

export const renameGroup = (
  context: ActionContext,
  group: Group,
  name: string,
): Promise<Result<string, DraftFailure>> => saveName(context, group.id, name, {});

async function saveName(
  context: ActionContext,
  id: string,
  name: string,
  more: Readonly<Record<string, Json>>,
): Promise<Result<string, DraftFailure>> {
  const clean = cleanLine(name);
  const problem = textProblem(clean, MAX_NAME_CHARACTERS, true);
  if (problem !== null) return failed({ type: "invalid-text", field: "name", problem });
  const result = await edit(context, "group", new Map([[id, { ...more, name: clean }]]));
  return result.ok ? success(id) : result;
}

/** Its habits keep their mark, so that an undo brings them back into it. */
export const deleteGroup = (context: ActionContext, group: Group): CommitResult =>
  edit(context, "group", new Map([[group.id, { deleted: true }]]));

export const undeleteGroup = (context: ActionContext, group: Group): CommitResult =>
  edit(context, "group", new Map([[group.id, { deleted: false }]]));

function edit(
  context: ActionContext,
  type: StoredRecord["type"],
  valuesById: ReadonlyMap<string, Readonly<Record<string, Json>>>,
): CommitResult {
  const stamp = context.stamps.issue();
  const records = [...valuesById].map(([id, values]) => ({
    type,
    id,
    fields: stampFields(values, stamp),
  }));
  return context.commit({ edit: records });
}
