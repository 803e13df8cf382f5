/** Everything that is visible to anybody, and every way to end it. */
import type { Sharing } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { DiscreetPage } from "../../components/discreet/discreet";
import { ReplaceLink } from "../../components/replace-link/replace-link";
import { cameFrom } from "../../trail";
import { useMySharing } from "../../use-sharing";
import { sharingFailureWords } from "../../words/sharing-failures";
import { Blocks } from "./blocks";
import { Invites } from "./invites";
import { ShownToPerson } from "./person";
import { StopAll } from "./stop-all";
import "./style.css";

export function SharingScreen() {
  const owner = useApp().state.account.current.value;
  return (
    <DiscreetPage title={t("sharing.title")} backTo={cameFrom("/together")}>
      <p class="lead">{t("sharing.lead")}</p>
      {owner === null ? <p class="section card">{t("sharing.nothing")}</p> : <WithAccount />}
      <Limits />
    </DiscreetPage>
  );
}

function WithAccount() {
  const { result, reload } = useMySharing();
  if (result === null) return <p class="quiet section">{t("app.loading")}</p>;
  return (
    <>
      {result.ok ? (
        <Everything sharing={result.value} onChange={() => void reload()} />
      ) : (
        <p class="section card">{sharingFailureWords(result.failure)}</p>
      )}
      <StopAll onDone={() => void reload()} />
      <Blocks />
    </>
  );
}

interface Props {
  readonly sharing: Sharing;
  readonly onChange: () => void;
}

function Everything({ sharing, onChange }: Props) {
  const { invites, shownTo, isFresh, isWaiting } = sharing;
  return (
    <>
      {(!isFresh || isWaiting) && (
        <p class="section waiting-note" role="status">
          {t(isWaiting ? "sharing.waits" : "sharing.last_known")}
        </p>
      )}
      {shownTo.length === 0 && <p class="section card">{t("sharing.nothing")}</p>}
      {shownTo.map((to) => (
        <ShownToPerson key={to.pair} to={to} onChange={onChange} />
      ))}
      <Invites invites={invites} onChange={onChange} />
    </>
  );
}

function Limits() {
  return (
    <section class="section" aria-labelledby="limits">
      <h2 id="limits">{t("sharing.limits")}</h2>
      <ul class="plain-list">
        <li>{t("sharing.limit_seen")}</li>
        <li>{t("sharing.limit_gone")}</li>
        <li>{t("sharing.limit_host")}</li>
        <li>{t("info.limits")}</li>
      </ul>
      <p class="info-note">{t("exit.explained")}</p>
      <ReplaceLink class="link" href="/info">
        {t("info.title")}
      </ReplaceLink>
    </section>
  );
}
