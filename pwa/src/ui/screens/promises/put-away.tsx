/** Edit and delete, with the way back. */
import { deletePromise, undeletePromise } from "../../../actions/put-away-promise";
import { t } from "../../../i18n";
import type { StandingPromise } from "../../../model/promises";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { useBack } from "../../trail";
import { failureWords } from "../../words/failures";

export function PutAway({ promise }: { readonly promise: StandingPromise }) {
  const { context, state } = useApp();
  const back = useBack("/promises");
  const bringBack = async (): Promise<void> => {
    const result = await undeletePromise(context, promise);
    if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  const remove = async (): Promise<void> => {
    const result = await deletePromise(context, promise);
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
      return;
    }
    state.toasts.show({
      kind: "calm",
      text: t("promise.deleted"),
      isForNextScreen: true,
      action: { label: t("app.undo"), run: () => void bringBack() },
    });
    back();
  };
  return (
    <div class="section buttons">
      <a class="button" href={`/promises/${promise.id}/edit`}>
        <Icon name="pencil" />
        {t("habit.edit")}
      </a>
      <button type="button" class="button destructive" onClick={() => void remove()}>
        <Icon name="trash-2" />
        {t("habit.delete")}
      </button>
    </div>
  );
}
