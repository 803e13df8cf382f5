/** Letting a paused thing be seen again: with the password, and now or not at all. */
import { useState } from "preact/hooks";
import { resumeShare } from "../../../actions/sharing/show";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useStepUp } from "../../components/step-up/step-up";
import { sharingFailureWords } from "../../words/sharing-failures";

export function useResuming(share: string, onDone: () => void) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [isBusy, setIsBusy] = useState(false);
  const resume = async (): Promise<void> => {
    setIsBusy(true);
    const result = await guard(() => resumeShare(context, share));
    setIsBusy(false);
    if (result === null) return;
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("sharing.resumed") }
        : { kind: "fault", text: sharingFailureWords(result.failure) },
    );
    onDone();
  };
  return { resume, isBusy, sheet };
}
