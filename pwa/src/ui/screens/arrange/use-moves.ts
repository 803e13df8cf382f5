/** Habits and groups as they stand, and the moves that one can make with them; each is said aloud. */
import { useRef } from "preact/hooks";
import { moveGroup, moveHabit } from "../../../actions/arrange";
import { t } from "../../../i18n";
import { toSections, type Group, type Section } from "../../../model/groups";
import type { Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";

/** A place in a group; in the row of groups themselves, `group` says nothing. */
export interface Spot {
  readonly group: string | null;
  readonly at: number;
}

export const groupId = (section: Section): string | null => section.group?.id ?? null;

export const groupName = (section: Section): string =>
  section.group?.name ?? t("arrange.ungrouped");

export function useMoves() {
  const { context, state } = useApp();
  const { journal, toasts } = state;
  const isBusy = useRef(false);
  const groups = journal.groups.value;
  const sections = toSections(journal.habits.value, groups);

  const run = async (write: () => ReturnType<typeof moveHabit>, words: string) => {
    // A second move while the first is being written would start from what is no longer so.
    if (isBusy.current) return;
    isBusy.current = true;
    const result = await write();
    isBusy.current = false;
    if (result.ok) toasts.say(words);
    else toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };

  const placeHabit = async (habit: Habit, spot: Spot): Promise<void> => {
    const section = sections.find((each) => groupId(each) === spot.group);
    const from = sections.find(({ habits }) => habits.includes(habit));
    if (section === undefined || from === undefined) return;
    if (section === from && from.habits.indexOf(habit) === spot.at) return;
    const others = section.habits.filter(({ id }) => id !== habit.id);
    const where = { at: spot.at + 1, count: others.length + 1, group: groupName(section) };
    const place = { ...spot, others };
    const words = t("arrange.moved", { name: habit.name, ...where });
    await run(() => moveHabit(context, habit, place), words);
  };

  const placeGroup = async (group: Group, at: number): Promise<void> => {
    if (at < 0 || at >= groups.length || groups.indexOf(group) === at) return;
    const others = groups.filter(({ id }) => id !== group.id);
    const words = t("arrange.group_moved", { name: group.name, at: at + 1, count: groups.length });
    await run(() => moveGroup(context, group, others, at), words);
  };

  return {
    sections,
    moveHabit: placeHabit,
    moveGroup: placeGroup,
    stepHabit: async (habit: Habit, by: MoveBy) => {
      const spot = nextSpot(sections, habit, by);
      if (spot !== null) await placeHabit(habit, spot);
    },
    stepGroup: (group: Group, by: MoveBy) => placeGroup(group, groups.indexOf(group) + by),
  };
}

export type Moves = ReturnType<typeof useMoves>;

export type MoveBy = -1 | 1;

/** One place on; beyond the first or the last of a group, into the group beside it. */
function nextSpot(sections: readonly Section[], habit: Habit, by: MoveBy): Spot | null {
  const index = sections.findIndex(({ habits }) => habits.includes(habit));
  const section = sections[index];
  if (section === undefined) return null;
  const at = section.habits.indexOf(habit) + by;
  if (at >= 0 && at < section.habits.length) return { group: groupId(section), at };
  const beside = sections[index + by];
  if (beside === undefined) return null;
  return { group: groupId(beside), at: by === 1 ? 0 : beside.habits.length };
}
