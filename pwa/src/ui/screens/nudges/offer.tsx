/** Before the browser asks, the app says what it is about: what a nudge is, and what it never does. */
import { t } from "../../../i18n";
import { Icon } from "../../components/icon/icon";
import type { PushControl } from "./use-push";

interface Props {
  readonly control: PushControl;
  /** How many other devices get nudges. */
  readonly others: number;
}

export function Offer({ control, others }: Props) {
  return (
    <div class="card stack">
      <div>
        <h3>{t("nudges.offer_title")}</h3>
        <p>{t("nudges.offer_text")}</p>
      </div>
      <Drawing />
      <ul class="nudges-facts">
        <li>{t("nudges.fact_done")}</li>
        <li>{t("nudges.fact_quiet")}</li>
        <li>{t("nudges.fact_words")}</li>
      </ul>
      <button
        type="button"
        class="button primary wide"
        aria-disabled={control.isBusy}
        onClick={() => {
          if (!control.isBusy) void control.turnOn(); /* no await: the state draws it */
        }}
      >
        <Icon name="bell" />
        {t("nudges.turn_on")}
      </button>
      <p class="quiet small">{t("nudges.asks_once", { count: others })}</p>
    </div>
  );
}

/** A notification as it will look, for the eyes only: its words are said beside it. */
function Drawing() {
  return (
    <div class="nudges-drawing" aria-hidden="true">
      <span class="glyph">
        <Icon name="mark" />
      </span>
      <div>
        <p>{t("push.title")}</p>
        <p class="quiet">{t("push.body")}</p>
        <p class="nudges-drawing-buttons">
          <span>{t("nudged.done")}</span>
          <span>{t("nudged.later")}</span>
        </p>
      </div>
    </div>
  );
}
