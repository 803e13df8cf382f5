/** For an account that only the provider signs in to: the page is left for it, and what is to be confirmed is done again. */
import { providerStart } from "../../../actions/account/provider";
import { t } from "../../../i18n";
import { useProviderName } from "./use-provider";

export function ConfirmByProvider() {
  const name = useProviderName();
  if (name === null) return <p class="quiet">{t("account.busy")}</p>;
  return (
    <>
      <p>{t("provider.confirm", { name })}</p>
      <button
        type="button"
        class="button primary wide"
        onClick={() => {
          location.assign(providerStart("step_up"));
        }}
      >
        {t("provider.continue", { name })}
      </button>
    </>
  );
}
