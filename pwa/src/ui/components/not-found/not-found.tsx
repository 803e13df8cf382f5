import { t } from "../../../i18n";
import { Head } from "../head/head";

/** For an address at which there is nothing, or nothing for whoever is here. */
export function NotFoundScreen() {
  return (
    <div class="page stack">
      <Head title={t("app.not_found")} />
      <p>{t("app.not_found_text")}</p>
      <a class="button" href="/">
        {t("app.to_today")}
      </a>
    </div>
  );
}
