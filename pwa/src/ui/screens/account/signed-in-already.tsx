import { t } from "../../../i18n";
import { AccountPage } from "../../components/account-form/account-form";

/** For whoever opens a page to come in by, and is in. */
export function SignedInAlready() {
  return (
    <AccountPage title={t("account.already")} backTo="/you">
      <a class="button primary wide" href="/you/account">
        {t("account.to_account")}
      </a>
    </AccountPage>
  );
}
