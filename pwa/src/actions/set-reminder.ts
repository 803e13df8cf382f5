/** Reminders are made, moved and taken away: a habit's, or those of the weekly check-in. */
import { PREFERENCES } from "../contract/things";
import { mintReplica } from "../core/ids";
import { failed, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { Habit } from "../model/habit-record";
import { PREFERENCES_ID, readPreferences } from "../model/preferences";
import { stampFields, type Json, type StoredRecord } from "../model/registers";
import {
  isReminder,
  reminderField,
  reminderValue,
  type IdentifiedReminder,
  type Reminder,
} from "../model/reminders";
import type { ActionContext } from "./context";

/** Whose reminder: one habit's, or the weekly check-in's. */
export type ReminderOwner = Pick<Habit, "id"> | null;

export type ReminderFailure = CommitFailure | { readonly type: "invalid-reminder" };

/**
 * A new reminder, or another version of `present`. One that comes at another time is a new one: else it
 * would wait until tomorrow where the old one has come today, and would be known as unanswered.
 */
export async function saveReminder(
  context: ActionContext,
  owner: ReminderOwner,
  reminder: Reminder,
  present: IdentifiedReminder | null = null,
): Promise<Result<Change, ReminderFailure>> {
  if (!isReminder(reminder)) return failed({ type: "invalid-reminder" });
  const isMoved = present !== null && present.time !== reminder.time;
  const id = present === null || isMoved ? mintReplica() : present.id;
  return write(context, owner, {
    ...(isMoved ? { [reminderField(present.id)]: null } : {}),
    [reminderField(id)]: reminderValue(reminder),
  });
}

export const deleteReminder = (
  context: ActionContext,
  owner: ReminderOwner,
  id: string,
): Promise<Result<Change, CommitFailure>> => write(context, owner, { [reminderField(id)]: null });

/** With the zone that the times are meant in, where the account has none yet. */
async function write(
  context: ActionContext,
  owner: ReminderOwner,
  values: Readonly<Record<string, Json>>,
): Promise<Result<Change, CommitFailure>> {
  const zone = await missingZone(context);
  if (!zone.ok) return zone;
  const stamp = context.stamps.issue();
  const preferences = { ...zone.value, ...(owner === null ? values : {}) };
  const edits: readonly StoredRecord[] = [
    ...(owner === null
      ? []
      : [{ type: "habit" as const, id: owner.id, fields: stampFields(values, stamp) }]),
    ...(Object.keys(preferences).length === 0
      ? []
      : [
          {
            type: "preference" as const,
            id: PREFERENCES_ID,
            fields: stampFields(preferences, stamp),
          },
        ]),
  ];
  return context.commit({ edit: edits });
}

async function missingZone({ database, timeZone }: ActionContext) {
  return database.read(async (transaction): Promise<Readonly<Record<string, Json>>> => {
    const stored = await transaction.objectStore("records").get(["preference", PREFERENCES_ID]);
    const present = readPreferences(stored?.fields).timeZone;
    return present === null ? { [PREFERENCES.timeZone.field]: timeZone() } : {};
  });
}
