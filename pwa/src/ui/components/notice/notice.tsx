/** Calm messages at the head of the page that stay until their reason is gone. */
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useApp } from "../../app";
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: () => void;
}

export function Notice({ text, action, onDismiss }: Props) {
  return (
    <div class="notice" role="status">
      <Icon name="info" />
      <div>
        <p>{text}</p>
        {action !== undefined && (
          <button type="button" class="link" onClick={action.run}>
            {action.label}
          </button>
        )}
      </div>
      {onDismiss !== undefined && (
        <button type="button" class="icon-button" aria-label={t("app.dismiss")} onClick={onDismiss}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}

const reload = (): void => {
  location.reload();
};

/** The one address that the service worker leaves to the network: whatever stands before the server asks there. */
function signInToServer(): void {
  location.assign("/server-sign-in");
}

export function Notices() {
  const { device, clockDoubt } = useApp().state;
  const [isHushed, setIsHushed] = useState(false);
  const update = device.update.value;
  const doubt = clockDoubt.value;
  return (
    <div class="notices">
      {!device.isSecure && !isHushed && (
        <Notice
          text={t("notice.insecure")}
          onDismiss={() => {
            setIsHushed(true);
          }}
        />
      )}
      {device.notice.value === "storage-blocked" && <Notice text={t("fault.storage-blocked")} />}
      {device.notice.value === "storage-superseded" && (
        <Notice
          text={t("fault.storage-superseded")}
          action={{ label: t("fault.reload"), run: reload }}
        />
      )}
      {doubt !== null && (
        <Notice
          text={t("notice.clock", {
            today: formatDate(doubt.today, "long"),
            latest: formatDate(doubt.latest, "long"),
          })}
        />
      )}
      {device.isIntercepted.value && (
        <Notice
          text={t("notice.intercepted")}
          action={{ label: t("notice.server_sign_in"), run: signInToServer }}
        />
      )}
      <AccountNotices />
      {update !== null && <UpdateNotice takeOver={update} />}
    </div>
  );
}

/** A browser may let the old version finish what it is doing first, which can take half a minute. */
function UpdateNotice({ takeOver }: { readonly takeOver: () => void }) {
  const [isAgreed, setIsAgreed] = useState(false);
  if (isAgreed) return <Notice text={t("update.waiting")} />;
  const run = () => {
    setIsAgreed(true);
    takeOver();
  };
  return <Notice text={t("update.ready")} action={{ label: t("update.now"), run }} />;
}

/** What keeps the account from being whole on this device, and where that is mended. */
function AccountNotices() {
  const { account } = useApp().state;
  const { path, route } = useLocation();
  if (account.current.value?.status === "signed-out" && path !== "/sign-in") {
    const run = () => {
      route("/sign-in");
    };
    return <Notice text={t("notice.signed_out")} action={{ label: t("notice.sign_in"), run }} />;
  }
  if (!account.isLocked.value) return null;
  const run = () => {
    route("/you/unlock");
  };
  return <Notice text={t("notice.locked")} action={{ label: t("notice.unlock"), run }} />;
}
