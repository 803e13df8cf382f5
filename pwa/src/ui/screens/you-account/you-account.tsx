/** The account on this device: its devices, its password and recovery key, and the ways to leave. */
import { useLocation } from "preact-iso";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { AccountLinks } from "../../components/account-links/account-links";
import { Devices } from "./devices";
import { Leave } from "./leave";
import { Passkeys } from "./passkeys";
import { ProviderSection } from "./provider";
import { Security } from "./security";
import "./style.css";
import { UnlockSheet } from "./unlock-sheet";

export function AccountScreen() {
  const { account } = useApp().state;
  const owner = account.current.value;
  if (owner === null) return <NoAccount />;
  const isSignedIn = owner.status === "signed-in";
  return (
    <AccountPage
      title={owner.username === "" ? t("account.page_title") : owner.username}
      backTo="/you"
    >
      {isSignedIn ? (
        <>
          <Devices />
          <Passkeys />
          <Security />
          <ProviderSection />
        </>
      ) : (
        <SignInAgain />
      )}
      <Leave isSignedIn={isSignedIn} />
      {isSignedIn && account.isLocked.value && <Unlock />}
    </AccountPage>
  );
}

function NoAccount() {
  return (
    <AccountPage title={t("account.page_title")} lead={t("account.card_text")} backTo="/you">
      <AccountLinks />
    </AccountPage>
  );
}

function SignInAgain() {
  return (
    <>
      <p class="lead">{t("notice.signed_out")}</p>
      <a class="button primary wide" href="/sign-in">
        {t("account.sign_in")}
      </a>
    </>
  );
}

/** The sheet belongs to an address of its own, so that a notice can lead to it and "back" closes it. */
function Unlock() {
  const { path, route } = useLocation();
  if (path !== "/you/unlock") return null;
  return (
    <UnlockSheet
      onClose={() => {
        route("/you/account", true);
      }}
    />
  );
}
