/** One's data: where it is, and how to take, bring and destroy it. */
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Icon } from "../../components/icon";
import { Sheet } from "../../components/sheet";
import { useKept, type Kept } from "../../kept";
import { failureWords, importFailureWords } from "../../words/failures";

export function Data() {
  const { device } = useKept().state;
  return (
    <section class="section" aria-labelledby="data">
      <h2 class="section-title" id="data">
        {t("you.data")}
      </h2>
      <div class="card stack">
        <div>
          <p>{t("you.data_where")}</p>
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
        <Erase />
      </div>
    </section>
  );
}

function Export() {
  const kept = useKept();
  return (
    <button type="button" class="button" onClick={() => void exportFile(kept)}>
      <Icon name="download" />
      {t("you.export")}
    </button>
  );
}

async function exportFile({ actions, state }: Kept): Promise<void> {
  const result = await actions.exportData();
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  const name = `kept-${state.calendar.today.peek()}.json`;
  download(name, result.value);
  state.toasts.show({ kind: "calm", text: t("you.exported", { name }) });
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read the blob once the click has been handled.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

function Import() {
  const kept = useKept();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const read = async (file: File): Promise<void> => {
    setIsBusy(true);
    await importFile(kept, file);
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
        accept="application/json,.json"
        hidden
        aria-label={t("you.import")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) void read(file); /* no await: it says itself how it ended */
        }}
      />
    </>
  );
}

async function importFile({ actions, state }: Kept, file: File): Promise<void> {
  const result = await actions.importData(await file.text());
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: importFailureWords(result.failure) });
    return;
  }
  const { records, facts } = result.value;
  const text =
    records + facts === 0 ? t("you.imported_nothing") : t("you.imported", { records, facts });
  state.toasts.show({ kind: "calm", text });
}

function Erase() {
  const { actions, state } = useKept();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => {
    setIsAsking(false);
  };
  const erase = async (): Promise<void> => {
    const result = await actions.eraseData();
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
