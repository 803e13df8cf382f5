/** A group on Arrange, or what stands in none. */
import { t } from "../../../i18n";
import type { Group, Section } from "../../../model/groups";
import { Icon } from "../../components/icon/icon";
import { GroupHandle } from "./group-handle";
import { HabitPlace } from "./habit-place";
import { lineAt, type Hold } from "./hold";
import { groupId, groupName } from "./use-moves";

interface SectionProps {
  readonly section: Section;
  readonly isNamed: boolean;
  readonly hold: Hold;
  readonly onEdit: (group: Group) => void;
}

export function SectionPlace({ section, isNamed, hold, onEdit }: SectionProps) {
  const { group, habits } = section;
  const id = groupId(section) ?? "";
  const { drag } = hold;
  const isTarget = drag?.kind === "habit" && (drag.spot.group ?? "") === id;
  const others = habits.filter((habit) => habit.id !== drag?.id);
  const groupsBut = hold.moves.sections.filter((each) => each.group && groupId(each) !== drag?.id);
  const dropAt = isTarget ? drag.spot.at : -1;
  if (!isNamed && habits.length === 0) return null;
  return (
    <section
      class="arranged"
      aria-labelledby={isNamed ? `group-${id}` : undefined}
      aria-label={isNamed ? undefined : t("arrange.title")}
      data-section={id}
      {...(group === null ? {} : { "data-group": id, "data-row": "" })}
      data-drop={
        drag?.kind === "group" ? lineAt(groupsBut.indexOf(section), groupsBut, drag.spot.at) : null
      }
    >
      {isNamed && <SectionHead section={section} hold={hold} onEdit={onEdit} />}
      {habits.length === 0 ? (
        <p class="empty-group quiet" data-drop={isTarget ? "before" : null}>
          {t("arrange.empty")}
        </p>
      ) : (
        <ul class="rows arranged-rows">
          {habits.map((habit) => (
            <HabitPlace
              key={habit.id}
              habit={habit}
              section={section}
              hold={hold}
              drop={lineAt(others.indexOf(habit), others, dropAt)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function SectionHead({ section, hold, onEdit }: Omit<SectionProps, "isNamed">) {
  const { group } = section;
  return (
    <div class="arranged-head">
      {group !== null && <GroupHandle group={group} hold={hold} />}
      <h2 id={`group-${groupId(section) ?? ""}`}>
        <bdi>{groupName(section)}</bdi>
      </h2>
      {group !== null && (
        <button
          type="button"
          class="icon-button"
          aria-label={t("arrange.edit", { name: group.name })}
          aria-haspopup="dialog"
          onClick={() => {
            onEdit(group);
          }}
        >
          <Icon name="pencil" />
        </button>
      )}
    </div>
  );
}
