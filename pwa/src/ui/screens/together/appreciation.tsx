/** A little warmth: what came, and the few things that can be sent. The sender reads "sent", whatever becomes of it. */
import { useState } from "preact/hooks";
import { appreciate } from "../../../actions/sharing/appreciate";
import type { Partner } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { GESTURES, type Gesture } from "../../../model/sharing";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { sharingFailureWords } from "../../words/sharing-failures";

/** So many of the latest are in sight. */
const SHOWN = 3;

export function Appreciation({ partner }: { readonly partner: Partner }) {
  const { name, appreciations } = partner;
  return (
    <section class="card warmth" aria-labelledby={`warmth-${partner.pair}`}>
      {appreciations.length > 0 && (
        <ul class="received" aria-label={t("warmth.received", { name })}>
          {appreciations.slice(-SHOWN).map(({ id, gesture, on }) => (
            <li key={id}>
              <Icon name="heart" />
              <span>
                <span class="serif">{t(`gesture.${gesture}`)}</span>{" "}
                <span class="small warmth-day">
                  {t("warmth.from", { name, day: formatDate(on, "short") })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3 id={`warmth-${partner.pair}`}>{t("warmth.title")}</h3>
      <p>{t("warmth.text")}</p>
      <Gestures pair={partner.pair} name={name} />
    </section>
  );
}

function Gestures({ pair, name }: { readonly pair: string; readonly name: string }) {
  const { context, state } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const send = async (gesture: Gesture): Promise<void> => {
    setIsBusy(true);
    const result = await appreciate(context, pair, gesture);
    setIsBusy(false);
    if (result.ok && "vibrate" in navigator) navigator.vibrate(10);
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("warmth.sent", { gesture: t(`gesture.${gesture}`), name }) }
        : { kind: "fault", text: sharingFailureWords(result.failure) },
    );
  };
  return (
    <div class="gestures">
      {GESTURES.map((gesture) => (
        <button
          key={gesture}
          type="button"
          class="gesture"
          disabled={isBusy}
          onClick={() => void send(gesture)}
        >
          {t(`gesture.${gesture}`)}
        </button>
      ))}
    </div>
  );
}
