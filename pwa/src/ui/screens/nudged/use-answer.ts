/** Done and Later, on the page. */
import { completeNudge } from "../../../actions/nudges/complete-nudge";
import { reactToNudge } from "../../../actions/nudges/react";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import type { NudgeItem } from "../../../model/nudge";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";

export function useAnswer(item: NudgeItem, onClose: () => void) {
  const { context, state } = useApp();
  const { toasts } = state;
  return {
    done: async (): Promise<void> => {
      const result = await completeNudge(context, item);
      if (!result.ok) toasts.show({ kind: "fault", text: failureWords(result.failure) });
      else if (result.value === "taken-back")
        toasts.show({ kind: "calm", text: t("nudged.taken_back") });
      onClose();
    },
    later: async (): Promise<void> => {
      const result = await reactToNudge(context, item.id, "later");
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
