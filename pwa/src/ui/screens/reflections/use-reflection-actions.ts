/** Delete, and the way back; what happened is said in the toast. */
import { deleteReflection, undeleteReflection } from "../../../actions/save-reflection";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { reflectionFailureWords } from "../../words/moments";

export function useReflectionActions() {
  const { context, state } = useApp();
  const { toasts } = state;
  type DeleteResult = Awaited<ReturnType<typeof deleteReflection>>;
  const saysFault = (result: DeleteResult): boolean => {
    if (!result.ok) toasts.show({ kind: "fault", text: reflectionFailureWords(result.failure) });
    return !result.ok;
  };
  const putBack = async (id: string): Promise<void> => {
    if (saysFault(await undeleteReflection(context, id))) return;
    toasts.show({ kind: "calm", text: t("reflections.put_back") });
  };
  return {
    putBack,
    /** Tells whether it is deleted. */
    remove: async (id: string, isForNextScreen: boolean): Promise<boolean> => {
      if (saysFault(await deleteReflection(context, id))) return false;
      const undo = { label: t("app.undo"), run: () => void putBack(id) };
      const text = t("reflections.deleted_toast");
      toasts.show({ kind: "calm", text, action: undo, isForNextScreen });
      return true;
    },
  };
}
