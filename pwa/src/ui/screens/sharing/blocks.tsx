/** Who is blocked is shown to its person only, after the password. */
import { useState } from "preact/hooks";
import { readBlocks, unblock } from "../../../actions/sharing/end";
import { t } from "../../../i18n";
import type { Person } from "../../../model/sharing";
import { useApp } from "../../app";
import { useStepUp } from "../../components/step-up/step-up";
import { sharingFailureWords } from "../../words/sharing-failures";

export function Blocks() {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [blocks, setBlocks] = useState<readonly Person[] | null>(null);
  const read = async (): Promise<void> => {
    const result = await guard(() => readBlocks(context));
    if (result === null) return;
    if (result.ok) setBlocks(result.value);
    else state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
  };
  const release = async (account: string): Promise<void> => {
    const result = await guard(() => unblock(context, account));
    if (result?.ok === false) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
    }
    await read();
  };
  return (
    <section class="section" aria-labelledby="blocks">
      <h2 id="blocks">{t("blocks.title")}</h2>
      <p>{t("blocks.text")}</p>
      {blocks === null && (
        <button type="button" class="button blocks-show" onClick={() => void read()}>
          {t("blocks.show")}
        </button>
      )}
      {blocks?.length === 0 && <p class="quiet blocks-show">{t("blocks.none")}</p>}
      {blocks !== null && blocks.length > 0 && (
        <ul class="rows blocks-show">
          {blocks.map(({ account, username }) => (
            <li key={account} class="invite-row">
              <bdi>{username}</bdi>
              <button type="button" class="link" onClick={() => void release(account)}>
                {t("blocks.release")}
              </button>
            </li>
          ))}
        </ul>
      )}
      {sheet}
    </section>
  );
}
