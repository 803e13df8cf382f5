import type { PromiseFailure } from "../../actions/save-promise";
import type { TellingFailure } from "../../actions/tell-promise";
import { MAX_NAME_CHARACTERS, MAX_PROMISE_CHARACTERS } from "../../contract/limits";
import { t } from "../../i18n";
import { formatNumber } from "../../i18n/format";
import { storageFailureWords } from "./storage-failures";

export function promiseFailureWords(failure: PromiseFailure | TellingFailure): string {
  switch (failure.type) {
    case "invalid-promise":
      if (failure.problem === "empty") return t("fault.promise_empty");
      return t("fault.too_long", {
        limit: failure.field === "text" ? MAX_PROMISE_CHARACTERS : MAX_NAME_CHARACTERS,
      });
    case "invalid-due":
      return t("fault.due_invalid");
    case "note-too-long":
      return t("fault.note_too_long", { limit: formatNumber(failure.limit) });
    default:
      return storageFailureWords(failure);
  }
}
