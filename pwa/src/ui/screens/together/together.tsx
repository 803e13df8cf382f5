/** Together: what two people show each other. Without a partner it says what that would be, and asks for nothing. */
import { useEffect } from "preact/hooks";
import { markNewsSeen } from "../../../actions/sharing/news";
import type { TogetherView } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import type { SyncPhase } from "../../../model/sync-phase";
import { useApp } from "../../app";
import { AccountLinks } from "../../components/account-links/account-links";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { pendingInvite } from "../../pending-invite";
import { useTogether } from "../../use-sharing";
import { sharingFailureWords } from "../../words/sharing-failures";
import { Accepted } from "./accepted";
import { PartnerSection } from "./partner";
import { Renewals } from "./renewals";
import "./style.css";

export function TogetherScreen() {
  const owner = useApp().state.account.current.value;
  return (
    <div class="page together">
      <Head title={t("together.title")} over={t("together.over")}>
        {owner !== null && (
          <a class="pill" href="/sharing">
            {t("together.to_sharing")}
          </a>
        )}
      </Head>
      {owner === null ? <Alone hasAccount={false} /> : <WithAccount />}
      <p class="section quiet together-foot">
        {t("together.free")}{" "}
        <a class="link" href="/info">
          {t("info.title")}
        </a>
      </p>
    </div>
  );
}

function WithAccount() {
  const { result, reload } = useTogether();
  useNewsSeen(result?.ok === true ? result.value : null);
  if (result === null) return <p class="quiet">{t("app.loading")}</p>;
  if (!result.ok) return <p>{sharingFailureWords(result.failure)}</p>;
  return (
    <>
      <NotCurrent />
      {pendingInvite() !== "" && (
        <a class="card pending-invite" href="/invite">
          <Icon name="mark" />
          <span>{t("together.pending_invite")}</span>
          <Icon name="chevron-right" flips />
        </a>
      )}
      <Shown view={result.value} onChange={() => void reload()} />
    </>
  );
}

/** What is on the screen is no news any more. A page that nobody looks at has shown nothing. */
function useNewsSeen(shown: TogetherView | null): void {
  const { context } = useApp();
  useEffect(() => {
    if (shown === null) return;
    const mark = (): void => {
      if (document.visibilityState !== "visible") return;
      /* no await: what cannot be written stays new */
      void markNewsSeen(context);
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => {
      document.removeEventListener("visibilitychange", mark);
    };
  }, [shown]);
}

/** What stands here is from the last answer; Sharing, which asks for itself, says the same. */
function NotCurrent() {
  const { account, sync } = useApp().state;
  const isSignedIn = account.current.value?.status === "signed-in";
  const isCurrent = CURRENT.has(sync.phase.value);
  const at = sync.syncedAt.value;
  if (isSignedIn && isCurrent) return null;
  return (
    <p class="section waiting-note" role="status">
      {t(isSignedIn && sync.phase.value === "offline" ? "together.offline" : "together.paused")}{" "}
      {at !== null && t("together.as_of", { when: formatMoment(at) })}
    </p>
  );
}

/** Before the first answer nothing is known to be wrong. */
const CURRENT: ReadonlySet<SyncPhase> = new Set(["off", "idle", "syncing"]);

interface ShownProps {
  readonly view: TogetherView;
  readonly onChange: () => void;
}

function Shown({ view: { accepted, partners }, onChange }: ShownProps) {
  return (
    <>
      {accepted.map(({ pair, partner }) => (
        <Accepted key={pair} pair={pair} username={partner.username} onChange={onChange} />
      ))}
      {partners.length > 0 && <Renewals />}
      {partners.map((partner) => (
        <PartnerSection key={partner.pair} partner={partner} onChange={onChange} />
      ))}
      {partners.length === 0 && accepted.length === 0 && <Alone hasAccount />}
      {partners.length > 0 && (
        <p class="section more-people">
          <a class="link" href="/together/invite">
            {t("together.invite_more")}
          </a>
          <a class="link" href="/invite">
            {t("together.have_code")}
          </a>
        </p>
      )}
    </>
  );
}

function Alone({ hasAccount }: { readonly hasAccount: boolean }) {
  return (
    <>
      <div class="card alone">
        <Icon name="mark" />
        <h2>{t("together.alone_title")}</h2>
        <p>{t("together.alone_text")}</p>
        <ul class="alone-points">
          <li>{t("together.alone_choose")}</li>
          <li>{t("together.alone_never")}</li>
          <li>{t("together.alone_stop")}</li>
        </ul>
      </div>
      {hasAccount ? (
        <div class="section buttons">
          <a class="button" href="/invite">
            {t("together.have_code")}
          </a>
          <a class="button" href="/together/invite">
            {t("together.invite")}
          </a>
        </div>
      ) : (
        <section class="section card">
          <p>{t("together.needs_account")}</p>
          <AccountLinks />
        </section>
      )}
    </>
  );
}
