/** What stands at the address of a habit that is not here, or not any more. */
import { t } from "../../../i18n";
import { Head } from "../head/head";

export const MissingHabit = () => (
  <div class="page">
    <Head title={t("habit.not_found")} />
    <a class="button" href="/">
      {t("habit.to_today")}
    </a>
  </div>
);
