/** The name of a group, new or not, and the way to delete it. */
import { useState } from "preact/hooks";
import { createGroup, deleteGroup, renameGroup, undeleteGroup } from "../../../actions/arrange";
import { t } from "../../../i18n";
import type { Group } from "../../../model/groups";
import { useApp } from "../../app";
import { Field } from "../../components/field/field";
import { Sheet } from "../../components/sheet/sheet";
import { useOneAtATime } from "../../use-one-at-a-time";
import { failureWords } from "../../words/failures";

interface Props {
  /** Null for a new one. */
  readonly group: Group | null;
  readonly onClose: () => void;
}

export function GroupSheet({ group, onClose }: Props) {
  const { context } = useApp();
  const [name, setName] = useState(group?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const remove = useRemove(onClose);
  const save = useOneAtATime(async (): Promise<boolean> => {
    const result = await (group === null
      ? createGroup(context, name)
      : renameGroup(context, group, name));
    if (result.ok) onClose();
    else setProblem(failureWords(result.failure));
    return result.ok;
  });
  return (
    <Sheet title={t(group === null ? "arrange.add" : "arrange.edit_title")} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(); /* no await: it closes the sheet itself, or shows why not */
        }}
      >
        <Field
          label={t("arrange.name")}
          hint={t("arrange.name_hint")}
          value={name}
          problem={problem}
          onInput={setName}
        />
        <div class="buttons">
          {group !== null && (
            <button
              type="button"
              class="button destructive"
              onClick={() => void remove(group) /* no await: it says itself how it went */}
            >
              {t("arrange.delete")}
            </button>
          )}
          <button type="submit" class="button primary">
            {t("arrange.save")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

function useRemove(onClose: () => void): (group: Group) => Promise<void> {
  const { context, state } = useApp();
  const tell = async (outcome: ReturnType<typeof deleteGroup>): Promise<boolean> => {
    const result = await outcome;
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    }
    return result.ok;
  };
  return async (group) => {
    onClose();
    if (!(await tell(deleteGroup(context, group)))) return;
    state.toasts.show({
      kind: "calm",
      text: t("arrange.deleted", { name: group.name }),
      action: { label: t("app.undo"), run: () => void tell(undeleteGroup(context, group)) },
    });
  };
}
