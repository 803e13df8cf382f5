/** The two ways to an account, for a device that has none. */
import { t } from "../../../i18n";

export function AccountLinks() {
  return (
    <div class="buttons">
      <a class="button" href="/sign-in">
        {t("account.sign_in")}
      </a>
      <a class="button primary" href="/sign-up">
        {t("account.create")}
      </a>
    </div>
  );
}
