/** How to bring Kept to the home screen of this device. */
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { IosInstall } from "../../components/ios-install/ios-install";

export function Install() {
  const { device } = useApp().state;
  return (
    <section class="section" aria-labelledby="install">
      <h2 class="section-title" id="install">
        {t("you.install")}
      </h2>
      <div class="card">{device.isStandalone ? <p>{t("you.installed")}</p> : <HowTo />}</div>
    </section>
  );
}

function HowTo() {
  const { device, journal } = useApp().state;
  const install = device.install.value;
  if (!device.isSecure) return <p>{t("notice.insecure")}</p>;
  return (
    <>
      <p>{t("you.install_why")}</p>
      {install !== null && (
        <button type="button" class="button primary wide" onClick={() => void install()}>
          <Icon name="download" />
          {t("you.install_now")}
        </button>
      )}
      {device.isIos && <IosInstall />}
      {device.isIos && journal.habits.value.length > 0 && (
        <p class="quiet small">{t("you.install_first")}</p>
      )}
      {install === null && !device.isIos && <p class="quiet">{t("you.install_menu")}</p>}
    </>
  );
}
