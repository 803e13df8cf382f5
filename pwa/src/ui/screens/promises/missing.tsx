import { t } from "../../../i18n";
import { Head } from "../../components/head/head";

export const MissingPromise = () => (
  <div class="page">
    <Head title={t("promise.not_found")} />
    <a class="button" href="/promises">
      {t("promise.to_list")}
    </a>
  </div>
);
