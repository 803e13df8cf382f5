/** Together: what two people show each other. Without a partner it says what that would be, and asks for nothing. */
import { t } from "../../../i18n";
import { AccountLinks } from "../../components/account-links";
import { Head } from "../../components/head";
import { Icon } from "../../components/icon";
import { useKept } from "../../kept";
import "./style.css";

export function TogetherScreen() {
  return (
    <div class="page together">
      <Head title={t("together.title")} over={t("together.over")} />
      <Alone />
    </div>
  );
}

function Alone() {
  const owner = useKept().state.account.current.value;
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
      {owner === null && (
        <section class="section card">
          <p>{t("together.needs_account")}</p>
          <AccountLinks />
        </section>
      )}
      <p class="section quiet together-foot">
        {t("together.free")}{" "}
        <a class="link" href="/info">
          {t("info.title")}
        </a>
      </p>
    </>
  );
}
