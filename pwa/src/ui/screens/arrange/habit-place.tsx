/** A habit on Arrange. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Section } from "../../../model/groups";
import type { Habit } from "../../../model/habit-record";
import { Icon } from "../../components/icon/icon";
import { Handle } from "./handle";
import type { Hold } from "./hold";
import { MoveSheet } from "./move-sheet";
import { habitSpot } from "./spots";
import { groupId, groupName, type Spot } from "./use-moves";

interface HabitProps {
  readonly habit: Habit;
  readonly section: Section;
  readonly hold: Hold;
  readonly drop: "before" | "after" | null;
}

export function HabitPlace({ habit, section, hold, drop }: HabitProps) {
  const { moves, setDrag, list, keepFocus } = hold;
  const [isOpen, setIsOpen] = useState(false);
  const { habits } = section;
  const at = habits.indexOf(habit) + 1;
  const place = { name: habit.name, at, count: habits.length, group: groupName(section) };
  const spotAt = (y: number): Spot => habitSpot(list(), habit.id, y);
  return (
    <li class="arranged-row" data-row data-habit={habit.id} data-hue={habit.hue} data-drop={drop}>
      <Handle
        id={habit.id}
        label={t("arrange.handle", place)}
        onStep={(by) => {
          keepFocus(habit.id);
          void moves.stepHabit(habit, by); /* no await: it says itself how it went */
        }}
        onTap={() => {
          setIsOpen(true);
        }}
        onDrag={(y) => {
          setDrag(y === null ? null : { kind: "habit", id: habit.id, spot: spotAt(y) });
        }}
        onDrop={(y) => {
          setDrag(null);
          void moves.moveHabit(habit, spotAt(y)); /* no await: as above */
        }}
      />
      <span class="glyph">
        <Icon name={habit.glyph} />
      </span>
      <bdi class="serif">{habit.name}</bdi>
      {isOpen && (
        <MoveSheet
          name={habit.name}
          place={t("arrange.moved", place)}
          targets={moves.sections
            .filter((other) => other !== section)
            .map((other) => ({
              id: groupId(other) ?? "",
              name: groupName(other),
              go: () =>
                void moves.moveHabit(habit, { group: groupId(other), at: other.habits.length }),
            }))}
          onStep={(by) => {
            keepFocus(habit.id);
            void moves.stepHabit(habit, by); /* no await: as above */
          }}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </li>
  );
}
