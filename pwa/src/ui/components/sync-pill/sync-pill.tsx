/** Where what is recorded has come to, in a word: only here, on the server too, or on its way. */
import { t } from "../../../i18n";
import { useApp } from "../../app";

export function SyncPill() {
  const { account, sync } = useApp().state;
  const unsent = sync.unsent.value;
  const status = account.current.value?.status;
  if (status === undefined) return <span class="pill">{t("today.device_only")}</span>;
  if (unsent === null) return null;
  const missing = unsent + sync.refusals.value.length;
  return (
    <a class="pill" href="/you">
      {missing === 0
        ? t(status === "signed-in" ? "today.synced" : "today.paused")
        : t("today.to_sync", { count: missing })}
    </a>
  );
}
