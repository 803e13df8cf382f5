import { t } from "../../../i18n";
import { download } from "../../download";
import type { Kept } from "../../kept";
import { failureWords } from "../../words/failures";

interface FileKind {
  readonly ending: string;
  readonly type: string;
  readonly action: "exportData" | "exportCsv";
}

/** All that is recorded here, as Kept reads it again. */
const JSON_FILE: FileKind = { ending: "json", type: "application/json", action: "exportData" };
/** The entries alone, for a spreadsheet. */
const CSV_FILE: FileKind = { ending: "csv", type: "text/csv;charset=utf-8", action: "exportCsv" };

export const exportFile = (kept: Kept): Promise<void> => exportAs(kept, JSON_FILE);
export const exportTable = (kept: Kept): Promise<void> => exportAs(kept, CSV_FILE);

async function exportAs({ actions, state }: Kept, file: FileKind): Promise<void> {
  const result = await actions[file.action]();
  if (!result.ok) {
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return;
  }
  const name = `kept-${state.calendar.today.peek()}.${file.ending}`;
  download(name, result.value, file.type);
  state.toasts.show({ kind: "calm", text: t("you.exported", { name }) });
}
