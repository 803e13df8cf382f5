/** The screens come once the journal is read; if it cannot be, that is said in place of them. */
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { useApp } from "./app";
import { Head } from "./components/head/head";
import { storageFailureWords } from "./words/storage-failures";

export function StorageGate({ children }: { readonly children: ComponentChildren }) {
  const { journal } = useApp().state;
  const status = journal.status.value;
  switch (status.type) {
    case "loading":
      return null;
    case "failed":
      return (
        <div class="page stack" role="alert">
          <Head title={t("app.name")} />
          <p>{storageFailureWords(status.failure)}</p>
          <button type="button" class="button" onClick={() => void journal.load()}>
            {t("fault.retry")}
          </button>
        </div>
      );
    case "ready":
      return <>{children}</>;
  }
}
