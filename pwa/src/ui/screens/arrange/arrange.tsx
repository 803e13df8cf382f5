/** Arrange: habits in order and in groups. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Group } from "../../../model/groups";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { GroupSheet } from "./group-sheet";
import type { Drag, Hold } from "./hold";
import { SectionPlace } from "./section-place";
import "./style.css";
import { groupId, useMoves, type Moves } from "./use-moves";

type Editing = Group | "new" | null;

export function ArrangeScreen() {
  const moves = useMoves();
  const [editing, setEditing] = useState<Editing>(null);
  const isEmpty = moves.sections.every(
    ({ habits, group }) => habits.length === 0 && group === null,
  );
  return (
    <div class="page">
      <Head title={t("arrange.title")} backTo="/you" />
      <p class="quiet">{t(isEmpty ? "arrange.none" : "arrange.intro")}</p>
      <Sections moves={moves} onEdit={setEditing} />
      <div class="section">
        <button
          type="button"
          class="button wide"
          aria-haspopup="dialog"
          onClick={() => {
            setEditing("new");
          }}
        >
          <Icon name="plus" />
          {t("arrange.add")}
        </button>
      </div>
      {editing !== null && (
        <GroupSheet
          group={editing === "new" ? null : editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </div>
  );
}

interface SectionsProps {
  readonly moves: Moves;
  readonly onEdit: (group: Group) => void;
}

function Sections({ moves, onEdit }: SectionsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const keepFocus = useAppFocus();
  const hold: Hold = {
    moves,
    drag,
    setDrag,
    list: () => list.current ?? document.body,
    keepFocus,
  };
  return (
    <div ref={list}>
      {moves.sections.map((section) => (
        <SectionPlace
          key={groupId(section) ?? ""}
          section={section}
          isNamed={moves.sections.length > 1}
          hold={hold}
          onEdit={onEdit}
        />
      ))}
    </div>
  );
}

/** A row that moves is drawn again elsewhere: its handle takes the focus back. */
function useAppFocus(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  // In the commit that moves it: the next key may be pressed before the next frame.
  useLayoutEffect(() => {
    if (wanted.current === null || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-handle="${wanted.current}"]`)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
