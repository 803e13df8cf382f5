/** Why a file could not be brought in, and that nothing was changed. */
import type { ImportFailure } from "../../actions/carry-data";
import { t } from "../../i18n";
import { failureWords } from "./failures";

export function importFailureWords(failure: ImportFailure): string {
  switch (failure.type) {
    case "not-json":
    case "not-kept":
      return t("you.import_not_json");
    case "not-yet":
      return t("you.import_not_yet", { app: failure.app });
    case "newer-version":
      return t("you.import_newer", { version: failure.version });
    case "damaged":
      return t("you.import_damaged", {
        place: failure.place,
        reason: t(`damage.${failure.reason}`),
      });
    case "needs-network":
      return t("you.import_needs_network");
    case "no-reader":
      return t("fault.page");
    default:
      return failureWords(failure);
  }
}
