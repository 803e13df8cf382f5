/** The server's provider as one more way to sign in to this account, where the server has one. */
import { useEffect, useState } from "preact/hooks";
import {
  disconnectProvider,
  providerStart,
  readConnection,
} from "../../../actions/account/provider";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useProviderName } from "../../components/provider-button/use-provider";
import { useStepUp } from "../../components/step-up/step-up";
import { accountFailureWords } from "../../words/account-failures";

export function ProviderSection() {
  const name = useProviderName();
  if (name === null) return null;
  return (
    <section class="section" aria-labelledby="provider">
      <h2 class="section-title" id="provider">
        {t("provider.section", { name })}
      </h2>
      <div class="card stack">
        <p>{t("provider.section_text", { name })}</p>
        <Connection name={name} />
      </div>
    </section>
  );
}

function Connection({ name }: { readonly name: string }) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [isConnected, setIsConnected] = useState<boolean | null>(null);
  const read = async (): Promise<void> => {
    const answer = await readConnection(context);
    setIsConnected(answer.ok ? answer.value : null);
  };
  useEffect(() => {
    void read(); /* no await: the state draws it */
  }, []);
  const disconnect = async (): Promise<void> => {
    const result = await guard(() => disconnectProvider(context));
    if (result === null) return;
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("provider.disconnected") }
        : { kind: "fault", text: accountFailureWords(result.failure) },
    );
    await read();
  };
  if (isConnected === null) return null;
  return (
    <>
      {isConnected ? (
        <button type="button" class="button wide" onClick={() => void disconnect()}>
          {t("provider.disconnect", { name })}
        </button>
      ) : (
        <button
          type="button"
          class="button wide"
          onClick={() => {
            location.assign(providerStart("connect"));
          }}
        >
          {t("provider.connect", { name })}
        </button>
      )}
      {sheet}
    </>
  );
}
