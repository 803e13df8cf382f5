import type { PromiseFailure } from "../../actions/save-promise";
import type { TellingFailure } from "../../actions/tell-promise";
import { MAX_NAME_CHARACTERS, MAX_PROMISE_CHARACTERS } from "../../contract/limits";
import { t } from "../../i18n";
import { failureWords } from "./failures";

export function promiseFailureWords(failure: PromiseFailure | TellingFailure): string {
  switch (failure.type) {
    case "invalid-promise":
      if (failure.problem === "empty") return t("promise.text_empty");
      return t("form.too_long", {
        limit: failure.field === "text" ? MAX_PROMISE_CHARACTERS : MAX_NAME_CHARACTERS,
      });
    case "invalid-due":
      return t("promise.due_invalid");
    default:
      return failureWords(failure);
  }
}
