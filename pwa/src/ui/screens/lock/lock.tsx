/** The locked app: nothing of what is in it, one way in, and help. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { PinForm } from "../../components/pin-form/pin-form";
import { Forgotten } from "./forgotten";
import "./style.css";

export function LockScreen() {
  const { lock } = useApp().state;
  const page = useRef<HTMLElement>(null);
  const [isForgotten, setIsForgotten] = useState(false);
  useEffect(() => {
    page.current?.querySelector("input")?.focus();
  }, []);
  return (
    <main id="main" class="locked" ref={page}>
      <div class="page locked-page">
        <header class="locked-head">
          <Icon name="mark" />
          <h1>{t("app.name")}</h1>
          <p class="quiet">{t("lock.locked")}</p>
        </header>
        <PinForm
          label={t("lock.open")}
          onShown={() => {
            lock.isLocked.value = false;
          }}
        />
        <div class="aside-links locked-links">
          <button
            type="button"
            class="link"
            onClick={() => {
              setIsForgotten(true);
            }}
          >
            {t("lock.forgotten")}
          </button>
          {/* For the browser itself: the app that is taken away must not follow this link. */}
          <a class="link" href="/info" target="_top">
            {t("info.title")}
          </a>
        </div>
        {isForgotten && (
          <Forgotten
            onClose={() => {
              setIsForgotten(false);
            }}
          />
        )}
      </div>
    </main>
  );
}
