/** What a whole group is moved by. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Group } from "../../../model/groups";
import { Handle } from "./handle";
import type { Hold } from "./hold";
import { MoveSheet } from "./move-sheet";
import { groupSpot } from "./spots";
import type { Spot } from "./use-moves";

export function GroupHandle({ group, hold }: { readonly group: Group; readonly hold: Hold }) {
  const { moves, setDrag, list, keepFocus } = hold;
  const [isOpen, setIsOpen] = useState(false);
  const groups = moves.sections.slice(1);
  const at = groups.findIndex((section) => section.group === group) + 1;
  const place = { name: group.name, at, count: groups.length };
  const spotAt = (y: number): Spot => groupSpot(list(), group.id, y);
  return (
    <>
      <Handle
        id={group.id}
        label={t("arrange.group_handle", place)}
        onStep={(by) => {
          keepFocus(group.id);
          void moves.stepGroup(group, by); /* no await: it says itself how it went */
        }}
        onTap={() => {
          setIsOpen(true);
        }}
        onDrag={(y) => {
          setDrag(y === null ? null : { kind: "group", id: group.id, spot: spotAt(y) });
        }}
        onDrop={(y) => {
          setDrag(null);
          void moves.moveGroup(group, spotAt(y).at); /* no await: as above */
        }}
      />
      {isOpen && (
        <MoveSheet
          name={group.name}
          place={t("arrange.group_moved", place)}
          targets={[]}
          onStep={(by) => {
            keepFocus(group.id);
            void moves.stepGroup(group, by); /* no await: as above */
          }}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}
