/** What came between two people, in words. */
import type { SharingFailure } from "../../actions/sharing/failures";
import { t } from "../../i18n";
import { accountFailureWords } from "./account-failures";

export function sharingFailureWords(failure: SharingFailure): string {
  switch (failure.type) {
    case "offline":
      return t("sharing_fault.offline");
    case "no-code":
      return t("sharing_fault.no_code");
    case "no-pair-key":
      return t("account_fault.locked");
    case "no-account":
      return t("account_fault.signed_out");
    case "refused":
      return refusalWords(failure.code);
    default:
      return accountFailureWords(failure);
  }
}

/** By the server's own word for it. */
function refusalWords(code: string): string {
  switch (code) {
    case "invite_not_valid":
      return t("sharing_fault.invite_not_valid");
    case "enough_invites":
      return t("sharing_fault.enough_invites");
    case "enough_today":
      return t("sharing_fault.enough_today");
    case "enough_shares":
      return t("sharing_fault.enough_shares");
    case "not_confirmed":
      return t("sharing_fault.not_confirmed");
    case "not_synced":
      return t("sharing_fault.not_synced");
    case "together_offered":
      return t("sharing_fault.together_offered");
    case "not_found":
    case "not_accepted":
      return t("sharing_fault.gone");
    default:
      return t("account_fault.refused", { code });
  }
}
