/** Done and Later, on the page. */
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import type { NudgeItem } from "../../../model/nudge";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";

export function useAnswer(item: NudgeItem, onClose: () => void) {
  const { actions, state } = useKept();
  const { toasts } = state;
  return {
    done: async (): Promise<void> => {
      const { completeNudge } = await actions.nudges();
      const result = await completeNudge(item);
      if (!result.ok) toasts.show({ kind: "fault", text: failureWords(result.failure) });
      else if (result.value === "taken-back")
        toasts.show({ kind: "calm", text: t("nudged.taken_back") });
      onClose();
    },
    later: async (): Promise<void> => {
      const { reactToNudge } = await actions.nudges();
      const result = await reactToNudge(item.id, "later");
      const againAt = result.ok ? result.value : null;
      const text =
        againAt === null
          ? t("nudged.later_soon")
          : t("nudged.later_at", { when: formatMoment(againAt) });
      toasts.show({ kind: "calm", text });
      onClose();
    },
  };
}
