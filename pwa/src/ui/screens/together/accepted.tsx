/** Somebody has accepted an invitation: whoever made it says whether that is the one it was for. */
import { useRef, useState } from "preact/hooks";
import type { SharingFailure } from "../../../actions/sharing/failures";
import { cancelInvite, confirmPartner } from "../../../actions/sharing/invite";
import { mintRecordId } from "../../../core/ids";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Avatar } from "../../components/avatar/avatar";
import { useStepUp } from "../../components/step-up/step-up";
import { sharingFailureWords } from "../../words/sharing-failures";

interface Props {
  readonly pair: string;
  readonly username: string;
  readonly onChange: () => void;
}

export function Accepted({ pair, username, onChange }: Props) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [isBusy, setIsBusy] = useState(false);
  // Sent again after a lost answer, it is the same command.
  const command = useRef(mintRecordId());
  const finish = async (
    work: Promise<Result<unknown, SharingFailure> | null>,
    said: string,
  ): Promise<void> => {
    setIsBusy(true);
    const result = await work;
    setIsBusy(false);
    if (result === null) return;
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: said }
        : { kind: "fault", text: sharingFailureWords(result.failure) },
    );
    onChange();
  };
  const confirm = async (): Promise<void> => {
    await finish(
      guard(() => confirmPartner(context, pair, command.current)),
      t("together.confirmed", { name: username }),
    );
  };
  const decline = async (): Promise<void> => {
    await finish(cancelInvite(context, pair), t("together.declined"));
  };
  return (
    <section class="card accepted" aria-labelledby={`accepted-${pair}`}>
      <Avatar name={username} />
      <div>
        <h2 id={`accepted-${pair}`}>{t("together.accepted_title", { name: username })}</h2>
        <p>{t("together.accepted_text")}</p>
        <div class="buttons">
          <button type="button" class="button" disabled={isBusy} onClick={() => void decline()}>
            {t("together.decline")}
          </button>
          <button
            type="button"
            class="button primary"
            disabled={isBusy}
            onClick={() => void confirm()}
          >
            {t("together.confirm")}
          </button>
        </div>
      </div>
      {sheet}
    </section>
  );
}
