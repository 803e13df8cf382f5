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

/** `onDone` learns what was said, and whether it could be done or waits for the network. */
export function useEnding(onDone: (said: string, isOk: boolean) => void) {
  const { context, state } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const end = async (work: Work, said: string): Promise<void> => {
    setIsBusy(true);
    const result = await work(context);
    setIsBusy(false);
    const text = wordsOf(result, said);
    state.toasts.show({ kind: result.ok ? "calm" : "fault", text });
    onDone(text, result.ok);
  };
  return { end, isBusy };
}

function wordsOf(result: Result<CommandResult, SharingFailure>, done: string): string {
  if (!result.ok) return sharingFailureWords(result.failure);
  return result.value.type === "done" ? done : t("sharing.when_online");
}
