import { exportCsv, exportData, exportPromisesCsv } from "../../../actions/carry-data";
import { t } from "../../../i18n";
import type { App } from "../../app";
import { download } from "../../download";
import { failureWords } from "../../words/failures";

interface FileKind {
  readonly ending: string;
  readonly type: string;
  readonly make: typeof exportData | typeof exportCsv;
  /** Tells the file from others of its kind. */
  readonly infix?: string;
}

/** All that is recorded here, as Kept reads it again. */
const JSON_FILE: FileKind = { ending: "json", type: "application/json", make: exportData };
/** The entries alone, for a spreadsheet. */
const CSV_FILE: FileKind = { ending: "csv", type: "text/csv;charset=utf-8", make: exportCsv };

/** The promises alone. */
const PROMISES_FILE: FileKind = { ...CSV_FILE, make: exportPromisesCsv, infix: "promises-" };

export const exportFile = (app: App): Promise<void> => exportAs(app, JSON_FILE);
export const exportTable = (app: App): Promise<void> => exportAs(app, CSV_FILE);
export const exportPromises = (app: App): Promise<void> => exportAs(app, PROMISES_FILE);

async function exportAs({ context, state }: App, file: FileKind): Promise<void> {
  const result = await file.make(context);
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  const name = `app-${file.infix ?? ""}${state.calendar.today.peek()}.${file.ending}`;
  download(name, result.value, file.type);
  state.toasts.show({ kind: "calm", text: t("you.exported", { name }) });
}
