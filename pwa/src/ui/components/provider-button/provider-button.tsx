/** One more way in, where the server has it: by its OpenID provider, for which the page is left. */
import { providerStart } from "../../../actions/account/provider";
import { t } from "../../../i18n";
import { rememberJoin } from "../../pending-join";
import { useProviderName } from "./use-provider";
import "./style.css";

interface Props {
  /** The code of an invitation with which someone came; it waits until they are back. */
  readonly invite?: string;
}

export function ProviderButton({ invite = "" }: Props) {
  const name = useProviderName();
  if (name === null) return null;
  return (
    <div class="provider-way">
      <p class="quiet small">{t("provider.or")}</p>
      <button
        type="button"
        class="button wide"
        onClick={() => {
          if (invite !== "") rememberJoin(invite);
          location.assign(providerStart("sign_in"));
        }}
      >
        {t("provider.continue", { name })}
      </button>
    </div>
  );
}
