/** One's data: where it is, and how to take, bring and destroy it. */
import { useRef, useState } from "preact/hooks";
import { eraseData, openImport } from "../../../actions/carry-data";
import type { ImportPlan } from "../../../actions/plan-import";
import { t } from "../../../i18n";
import { useApp, type App } from "../../app";
import { useExportGuard } from "../../components/export-guard/export-guard";
import { Icon } from "../../components/icon/icon";
import { Sheet } from "../../components/sheet/sheet";
import { failureWords } from "../../words/failures";
import { importFailureWords } from "../../words/import-failures";
import { exportFile, exportPromises, exportTable } from "./export-file";
import { ImportSheet } from "./import-sheet";

export function Data() {
  const { account, device } = useApp().state;
  const hasAccount = account.current.value !== null;
  return (
    <section class="section" aria-labelledby="data">
      <h2 class="section-title" id="data">
        {t("you.data")}
      </h2>
      <div class="card stack">
        <div>
          <p>{t(hasAccount ? "account.data_where" : "you.data_where")}</p>
          {device.isPersisted.value !== null && (
            <p class="quiet small">
              {t(device.isPersisted.value ? "you.persisted" : "you.not_persisted")}
            </p>
          )}
        </div>
        <div class="buttons">
          <Export />
          <Import />
        </div>
        {!hasAccount && <Erase />}
      </div>
    </section>
  );
}

function Export() {
  const app = useApp();
  const { guard, sheet } = useExportGuard();
  const guarded = (make: (app: App) => Promise<void>) => (): void => {
    guard(() => void make(app)); /* no await: a toast says how it ended */
  };
  return (
    <>
      {sheet}
      <button type="button" class="button" onClick={guarded(exportFile)}>
        <Icon name="download" />
        {t("you.export")}
      </button>
      <button type="button" class="button" onClick={guarded(exportTable)}>
        <Icon name="download" />
        {t("you.export_csv")}
      </button>
      {app.state.journal.recordsOf("promise").length > 0 && (
        <button type="button" class="button" onClick={guarded(exportPromises)}>
          <Icon name="download" />
          {t("you.export_promises")}
        </button>
      )}
    </>
  );
}

/** Some phones know no type for a .db: what a file is, its content tells. */
const ACCEPTED = ".json,.zip,.db,application/json,application/zip,application/octet-stream";

function Import() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const read = async (file: File): Promise<void> => {
    setIsBusy(true);
    setPlan(await openFile(app, file));
    setIsBusy(false);
  };
  return (
    <>
      <button type="button" class="button" disabled={isBusy} onClick={() => input.current?.click()}>
        <Icon name="upload" />
        {t(isBusy ? "you.importing" : "you.import")}
      </button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        aria-label={t("you.import")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) void read(file); /* no await: it says itself how it ended */
        }}
      />
      {plan !== null && (
        <ImportSheet
          plan={plan}
          onClose={() => {
            setPlan(null);
          }}
        />
      )}
    </>
  );
}

async function openFile({ context, state }: App, file: File): Promise<ImportPlan | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const result = await openImport(context, bytes, state.calendar.today.peek());
  if (result.ok) return result.value;
  state.toasts.show({ kind: "fault", text: importFailureWords(result.failure) });
  return null;
}

function Erase() {
  const { context, state } = useApp();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => {
    setIsAsking(false);
  };
  const erase = async (): Promise<void> => {
    const result = await eraseData(context);
    close();
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: t("you.erased") }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
  return (
    <>
      <button
        type="button"
        class="button destructive wide"
        onClick={() => {
          setIsAsking(true);
        }}
      >
        <Icon name="trash-2" />
        {t("you.erase")}
      </button>
      {isAsking && (
        <Sheet title={t("you.erase_title")} onClose={close}>
          <p>{t("you.erase_text")}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={close}>
              {t("you.erase_cancel")}
            </button>
            <button type="button" class="button destructive primary" onClick={() => void erase()}>
              {t("you.erase_confirm")}
            </button>
          </div>
        </Sheet>
      )}
    </>
  );
}
