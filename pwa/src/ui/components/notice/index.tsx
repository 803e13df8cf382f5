/** Calm messages at the head of the page that stay until their reason is gone. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useKept } from "../../kept";
import { Icon } from "../icon";
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
        <button
          type="button"
          class="icon-button"
          aria-label={t("notice.dismiss")}
          onClick={onDismiss}
        >
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}

const reload = (): void => {
  location.reload();
};

export function Notices() {
  const { device, clockDoubt } = useKept().state;
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
      {update !== null && (
        <Notice text={t("notice.update")} action={{ label: t("notice.update_now"), run: update }} />
      )}
    </div>
  );
}
