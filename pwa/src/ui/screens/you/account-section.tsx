/** The way to other devices, or whose device this is. */
import { useEffect } from "preact/hooks";
import { learnOwnership } from "../../../actions/people/ownership";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountLinks } from "../../components/account-links/account-links";
import { Icon } from "../../components/icon/icon";
import { LinkRow } from "../../components/link-row/link-row";

export function AccountSection() {
  const owner = useApp().state.account.current.value;
  return (
    <section class="section" aria-labelledby="account">
      <h2 class="section-title" id="account">
        {t("account.section")}
      </h2>
      {owner === null ? <Offer /> : <Owner username={owner.username} status={owner.status} />}
    </section>
  );
}

function Offer() {
  return (
    <div class="card stack">
      <div>
        <h3>{t("account.card_title")}</h3>
        <p>{t("account.card_text")}</p>
      </div>
      <AccountLinks />
    </div>
  );
}

interface OwnerProps {
  readonly username: string;
  readonly status: "signed-in" | "signed-out";
}

function Owner({ username, status }: OwnerProps) {
  const isSignedIn = status === "signed-in";
  return (
    <div class="rows">
      <LinkRow
        href="/you/account"
        drawing={<Icon name="circle-user-round" />}
        name={username === "" ? t("account.page_title") : username}
        about={t(isSignedIn ? "account.card_manage" : "account.signed_out_as")}
      />
      {isSignedIn && <PeopleLink />}
    </div>
  );
}

/** For the owner of the server only. */
function PeopleLink() {
  const { context, state } = useApp();
  useEffect(() => {
    void learnOwnership(context); /* no await: the row comes when it is known */
  }, [context]);
  if (state.account.current.value?.isOwner !== true) return null;
  return (
    <LinkRow
      href="/you/people"
      drawing={<Icon name="users-round" />}
      name={t("account.people")}
      about={t("account.people_text")}
    />
  );
}
