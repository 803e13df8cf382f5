/** What went wrong with a device link, in words, and what can be put right by waiting. */
import type { AccountFailure } from "../../actions/account/failures";
import { t } from "../../i18n";
import { accountFailureWords } from "./account-failures";

export function linkingFailureWords(failure: AccountFailure): string {
  switch (failure.type) {
    case "words-locked":
      return t("link.locked");
    case "bad-link":
      return t("link.no_code");
    case "refused":
      return refusalWords(failure);
    default:
      return accountFailureWords(failure);
  }
}

function refusalWords(failure: AccountFailure & { readonly type: "refused" }): string {
  switch (failure.code) {
    case "link_not_valid":
      return t("link.not_valid");
    case "link_over":
      return t("link.over");
    case "wrong_number":
      return t("link.wrong");
    default:
      return accountFailureWords(failure);
  }
}

/** The same may be asked again: no answer, or none for now. */
export const isPassing = ({ type }: AccountFailure): boolean =>
  type === "offline" || type === "server-fault" || type === "too-many" || type === "intercepted";
