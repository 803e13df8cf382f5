import { t } from "../../../i18n";
import { download } from "../../download";
import type { Kept } from "../../kept";
import { failureWords } from "../../words/failures";

interface FileKind {
  readonly ending: string;
  readonly type: string;
  readonly action: "exportData" | "exportCsv" | "exportPromisesCsv";
  /** Tells the file from others of its kind. */
  readonly infix?: string;
}

/** All that is recorded here, as Kept reads it again. */
const JSON_FILE: FileKind = { ending: "json", type: "application/json", action: "exportData" };
/** The entries alone, for a spreadsheet. */
const CSV_FILE: FileKind = { ending: "csv", type: "text/csv;charset=utf-8", action: "exportCsv" };

/** The promises alone. */
const PROMISES_FILE: FileKind = { ...CSV_FILE, action: "exportPromisesCsv", infix: "promises-" };

export const exportFile = (kept: Kept): Promise<void> => exportAs(kept, JSON_FILE);
export const exportTable = (kept: Kept): Promise<void> => exportAs(kept, CSV_FILE);
export const exportPromises = (kept: Kept): Promise<void> => exportAs(kept, PROMISES_FILE);

async function exportAs({ actions, state }: Kept, file: FileKind): Promise<void> {
  const result = await actions[file.action]();
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  const name = `kept-${file.infix ?? ""}${state.calendar.today.peek()}.${file.ending}`;
  download(name, result.value, file.type);
  state.toasts.show({ kind: "calm", text: t("you.exported", { name }) });
}
