/** What couples and relationship therapy is for, how to look for it, and when it is not the right place. */
import { t } from "../../../i18n";
import { DiscreetPage } from "../../components/discreet/discreet";
import { ReplaceLink } from "../../components/replace-link/replace-link";
import "./style.css";

export function TherapyScreen() {
  return (
    <DiscreetPage title={t("therapy.title")} backTo="/info">
      <p class="lead">{t("therapy.lead")}</p>
      <section class="section" aria-labelledby="for">
        <h2 id="for">{t("therapy.for")}</h2>
        <ul class="plain-list">
          <li>{t("therapy.for_circle")}</li>
          <li>{t("therapy.for_trust")}</li>
          <li>{t("therapy.for_silence")}</li>
          <li>{t("therapy.for_change")}</li>
        </ul>
        <p class="info-note">{t("therapy.for_anyone")}</p>
      </section>
      <section class="section" aria-labelledby="how">
        <h2 id="how">{t("therapy.how")}</h2>
        <p>{t("therapy.how_text")}</p>
      </section>
      <section class="section" aria-labelledby="look">
        <h2 id="look">{t("therapy.look")}</h2>
        <ol class="plain-list steps">
          <li>{t("therapy.look_ask")}</li>
          <li>{t("therapy.look_trained")}</li>
          <li>{t("therapy.look_first")}</li>
          <li>{t("therapy.look_heard")}</li>
        </ol>
      </section>
      <section class="section card" aria-labelledby="not">
        <h2 id="not">{t("therapy.not")}</h2>
        <p>{t("therapy.not_text")}</p>
        <ReplaceLink class="link" href="/info">
          {t("therapy.to_help")}
        </ReplaceLink>
      </section>
      <p class="section quiet small">
        {t("therapy.source")} {t("practice.source_1")}
      </p>
    </DiscreetPage>
  );
}
