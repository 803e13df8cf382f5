/** The lock of the app: whether there is one, when it locks, and what opens it. */
import { useState } from "preact/hooks";
import { setBlank } from "../../../actions/lock/set-guard";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { PinForm } from "../../components/pin-form/pin-form";
import { Switch } from "../../components/switch/switch";
import { Choices } from "./choices";
import { PinSheet } from "./pin-sheet";
import "./style.css";
import { useGuard } from "./use-guard";

export function AppLockScreen() {
  const { device, lock } = useApp().state;
  const [isShown, setIsShown] = useState(lock.guard.peek()?.lock == null);
  const isSet = lock.guard.value?.lock != null;
  return (
    <div class="page stack app-lock">
      <Head title={t("lock.title")} backTo="/you" />
      <p class="lead">{t("lock.lead")}</p>
      {!device.isSecure && <p>{t("lock.insecure")}</p>}
      {device.isSecure && isSet && !isShown && (
        <section class="card stack">
          <p>{t("lock.ask_to_change")}</p>
          <PinForm
            label={t("lock.go_on")}
            onShown={() => {
              setIsShown(true);
            }}
          />
        </section>
      )}
      {device.isSecure && !isSet && <Off />}
      {isSet && isShown && <Choices />}
      <p class="quiet small">{t("lock.limits")}</p>
    </div>
  );
}

function Off() {
  const { lock } = useApp().state;
  const change = useGuard();
  const [isSetting, setIsSetting] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button primary wide"
        onClick={() => {
          setIsSetting(true);
        }}
      >
        {t("lock.turn_on")}
      </button>
      <section class="card">
        <Switch
          label={t("lock.blank")}
          hint={t("lock.blank_hint")}
          isOn={lock.guard.value?.isBlank ?? false}
          onChange={(isOn) => void change((context) => setBlank(context, isOn))}
        />
      </section>
      {isSetting && (
        <PinSheet
          title={t("lock.turn_on")}
          onClose={() => {
            setIsSetting(false);
          }}
        />
      )}
    </>
  );
}
