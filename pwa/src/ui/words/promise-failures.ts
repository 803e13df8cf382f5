import type { PromiseFailure } from "../../actions/save-promise";
import type { TellingFailure } from "../../actions/tell-promise";
import { t } from "../../i18n";
import { NAME_LIMIT, PROMISE_LIMIT } from "../../model/text";
import { failureWords } from "./failures";

export function promiseFailureWords(failure: PromiseFailure | TellingFailure): string {
  switch (failure.type) {
    case "invalid-promise":
      if (failure.problem === "empty") return t("promise.text_empty");
      return t("form.too_long", { limit: failure.field === "text" ? PROMISE_LIMIT : NAME_LIMIT });
    case "invalid-due":
      return t("promise.due_invalid");
    default:
      return failureWords(failure);
  }
}
