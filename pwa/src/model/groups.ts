/**
 * Groups, and the order in which habits stand in them.
 *
 * | field    | value                                                          |
 * |----------|----------------------------------------------------------------|
 * | name     | a person's words                                               |
 * | position | number to sort by, ascending                                   |
 * | deleted  | true once deleted; its habits then stand in no group           |
 */
import type { Habit } from "./habit-record";
import { readNumber, readText, valueOf, type StoredRecord } from "./registers";

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly isDeleted: boolean;
}

export interface Section {
  /** Null: what stands in no group. */
  readonly group: Group | null;
  readonly habits: readonly Habit[];
}

export const readGroup = ({ id, fields }: StoredRecord): Group => ({
  id,
  name: readText(fields, "name"),
  position: readNumber(fields, "position"),
  isDeleted: valueOf(fields, "deleted") === true,
});

/** The habits without a group, then each group with its own; a group that is gone holds nothing. */
export function toSections(habits: readonly Habit[], groups: readonly Group[]): readonly Section[] {
  const isHere = (id: string | null): boolean => groups.some((group) => group.id === id);
  return [
    { group: null, habits: habits.filter((habit) => !isHere(habit.group)) },
    ...groups.map((group) => ({
      group,
      habits: habits.filter((habit) => habit.group === group.id),
    })),
  ];
}

export interface Placed {
  readonly id: string;
  readonly position: number;
}

/** Ascending; of equal ones the smaller id, so that all devices agree. */
export const inOrder = (left: Placed, right: Placed): number =>
  left.position - right.position || (left.id < right.id ? -1 : 1);
