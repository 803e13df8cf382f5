/** The switch of this device. What it shows is what the server has, not what was wished for. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import type { PushStatus } from "../../../model/push";
import { useApp } from "../../app";
import { AccountLinks } from "../../components/account-links/account-links";
import { IosInstall } from "../../components/ios-install/ios-install";
import { Switch } from "../../components/switch/switch";
import { nudgeFailureWords } from "../../words/nudges";
import { Offer } from "./offer";
import { Test } from "./test";
import { usePush, type PushControl } from "./use-push";

export function ThisDevice() {
  return (
    <section class="section" aria-labelledby="this-device">
      <h2 class="section-title" id="this-device">
        {t("nudges.this_device")}
      </h2>
      <Place />
    </section>
  );
}

/** The first thing that stands in the way, or the switch itself. */
function Place() {
  const { account, device } = useApp().state;
  if (!device.isSecure) return <p class="card">{t("notice.insecure")}</p>;
  if (device.isIos && !device.isStandalone) return <InstallFirst />;
  if (account.current.value?.status !== "signed-in") {
    return (
      <Said about="account">
        <AccountLinks />
      </Said>
    );
  }
  return <Control />;
}

function InstallFirst() {
  return (
    <Said about="install">
      <IosInstall />
    </Said>
  );
}

function Control() {
  const control = usePush();
  const { status, failure, check } = control;
  return (
    <>
      {status !== null && <Status status={status} control={control} />}
      {status === null && failure === null && <p class="card quiet">{t("nudges.looking")}</p>}
      {failure !== null && (
        <div class="card stack nudges-failure" role="alert">
          <p>{nudgeFailureWords(failure)}</p>
          <button type="button" class="button" onClick={() => void check()}>
            {t("account.retry")}
          </button>
        </div>
      )}
    </>
  );
}

interface StatusProps {
  readonly status: PushStatus;
  readonly control: PushControl;
}

function Status({ status, control }: StatusProps) {
  switch (status.type) {
    case "unsupported":
      return <Said about="unsupported" />;
    case "denied":
      return <Said about="denied" />;
    case "off":
      return <Offer control={control} others={status.others.length} />;
    case "on":
      return (
        <div class="card stack">
          <Switch
            label={t("nudges.on")}
            hint={t("nudges.on_elsewhere", { count: status.others.length })}
            isOn
            isBusy={control.isBusy}
            onChange={() => void control.turnOff()}
          />
          <Test subscription={status.current} control={control} />
        </div>
      );
  }
}

interface SaidProps {
  readonly about: "account" | "install" | "unsupported" | "denied";
  readonly children?: ComponentChildren;
}

/** What stands in the way, and what can be done about it. */
function Said({ about, children }: SaidProps) {
  return (
    <div class="card stack">
      <div>
        <h3>{t(`nudges.${about}_title`)}</h3>
        <p>{t(`nudges.${about}_text`)}</p>
      </div>
      {children}
    </div>
  );
}
