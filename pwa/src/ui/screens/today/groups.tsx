/** What is due, group by group; a group can be folded, on this device and until it is unfolded. */
import { t } from "../../../i18n";
import { toSections, type Group } from "../../../model/groups";
import type { Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { HabitRow } from "../../components/habit-row/habit-row";
import { Icon } from "../../components/icon/icon";

interface RowsProps {
  readonly habits: readonly Habit[];
  readonly on: string;
}

export const Rows = ({ habits, on }: RowsProps) => (
  <ul class="rows">
    {habits.map((habit) => (
      <HabitRow key={habit.id} habit={habit} on={on} />
    ))}
  </ul>
);

export function Groups({ habits, on }: RowsProps) {
  const sections = toSections(habits, useApp().state.journal.groups.value);
  return sections
    .filter((section) => section.habits.length > 0)
    .map(({ group, habits: own }) =>
      group === null ? (
        <Rows key="" habits={own} on={on} />
      ) : (
        <Fold key={group.id} group={group} habits={own} on={on} />
      ),
    );
}

function Fold({ group, habits, on }: RowsProps & { readonly group: Group }) {
  const { dayLists } = useApp().state;
  const key = `kept:folded:${group.id}`;
  const { asked, kept } = dayLists.countOf(habits, on);
  return (
    <details
      class="section fold"
      open={!folded(key)}
      onToggle={(event) => {
        folded(key, !event.currentTarget.open);
      }}
    >
      <summary>
        <Icon name="chevron-right" flips />
        <h3>
          <bdi>{group.name}</bdi>
        </h3>
        {asked > 0 && (
          <span class="numbers quiet">{t("today.kept_count", { kept, total: asked })}</span>
        )}
      </summary>
      <Rows habits={habits} on={on} />
    </details>
  );
}

/** Whether a group is folded, once it is as `next` says; where storage is closed, that lasts as long as the page. */
function folded(key: string, next?: boolean): boolean {
  try {
    if (next === true) localStorage.setItem(key, "");
    if (next === false) localStorage.removeItem(key);
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
