/** Taking something back: at once where there is a network, and said honestly where there is none. */
import { useState } from "preact/hooks";
import type { ActionContext } from "../../../actions/context";
import type { SharingFailure } from "../../../actions/sharing/failures";
import type { CommandResult } from "../../../actions/sharing/send-command";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { sharingFailureWords } from "../../words/sharing-failures";

type Work = (context: ActionContext) => Promise<Result<CommandResult, SharingFailure>>;

export function useEnding(onDone: () => void) {
  const { context, state } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const end = async (work: Work, said: string): Promise<void> => {
    setIsBusy(true);
    const result = await work(context);
    setIsBusy(false);
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: result.value.type === "done" ? said : t("sharing.when_online") }
        : { kind: "fault", text: sharingFailureWords(result.failure) },
    );
    onDone();
  };
  return { end, isBusy };
}
