/**
 * Reminders that come at a time of day: of a habit, or of the weekly check-in (`reminder:<id>` in the
 * preferences). Times are local; which zone that is the preferences say (docs/protocol.md).
 */
import { hasForm } from "../core/forms";
import { readItems, type Fields, type Json } from "./registers";

export interface Reminder {
  /** "HH:MM", 00:00–23:59. */
  readonly time: string;
  /** ISO weekdays, 1 = Monday, in their order; never empty. */
  readonly weekdays: readonly number[];
}

export interface IdentifiedReminder extends Reminder {
  readonly id: string;
}

const PREFIX = "reminder:";
export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

export const reminderField = (id: string): string => PREFIX + id;

export const isReminder = (value: unknown): value is Reminder => hasForm("reminder", value);

/** Earliest first. What a newer build may have written in another shape is left alone. */
export const readReminders = (fields: Fields): readonly IdentifiedReminder[] =>
  readItems(fields, PREFIX)
    .flatMap(({ key, item }) => (isReminder(item) ? [{ ...item, id: key }] : []))
    .sort((left, right) => (left.time < right.time ? -1 : 1));

/** What the register holds. */
export const reminderValue = ({ time, weekdays }: Reminder): Json => ({
  time,
  weekdays: EVERY_DAY.filter((day) => weekdays.includes(day)),
});
