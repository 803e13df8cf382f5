/** What went wrong with the account, and beside which field that is said. */
import type { AccountFailure } from "../../actions/account/failures";
import { t } from "../../i18n";
import { failureWords } from "./failures";

export type AccountField = "username" | "password" | "current" | "invite" | "recovery" | "form";

export interface Problem {
  readonly field: AccountField;
  readonly text: string;
}

const at = (field: AccountField, text: string): Problem => ({ field, text });

const SECONDS_PER_MINUTE = 60;

export function accountProblem(failure: AccountFailure): Problem {
  switch (failure.type) {
    case "offline":
      return at("form", t("account_fault.offline"));
    case "signed-out":
      return at("form", t("account_fault.signed_out"));
    case "step-up":
      return at("current", t("account_fault.step_up"));
    case "too-many": {
      const minutes = Math.ceil(failure.retryAfterSeconds / SECONDS_PER_MINUTE);
      return at("form", t("account_fault.too_many", { minutes }));
    }
    case "server-fault":
      return at("form", t("account_fault.server"));
    case "intercepted":
      return at("form", t("account_fault.intercepted"));
    case "unreadable-answer":
      return at("form", t("account_fault.unreadable"));
    case "refused":
      return refusalProblem(failure.code);
    case "bad-username":
      return at("username", t("account_fault.username"));
    case "bad-invite":
      return at("invite", t("account_fault.invite"));
    case "bad-link":
      return at("form", t("account_fault.reset"));
    case "weak-password":
      return at("password", t(`account_fault.${failure.problem}`));
    case "bad-recovery-key":
      return at("recovery", t("account_fault.recovery_key"));
    case "wrong-password":
      return at("current", t("account_fault.wrong_password"));
    case "wrong-recovery-key":
      return at("recovery", t("account_fault.wrong_recovery"));
    case "not-the-key":
      return at("form", t("account_fault.not_the_key"));
    case "words-locked":
      return at("form", t("account_fault.locked"));
    case "other-account":
      return at("form", t("account_fault.other_account"));
    case "passkey-cancelled":
      return at("form", t("account_fault.passkey_cancelled"));
    case "passkey-exists":
      return at("form", t("account_fault.passkey_exists"));
    case "passkey-cannot-open":
      return at("form", t("account_fault.passkey_cannot_open"));
    case "passkey-unsupported":
      return at("form", t("account_fault.passkey_unsupported"));
    default:
      return at("form", failureWords(failure));
  }
}

/** By the server's own word for it. */
function refusalProblem(code: string): Problem {
  switch (code) {
    case "username_taken":
      return at("username", t("account_fault.username_taken"));
    case "wrong_sign_in":
      return at("password", t("account_fault.wrong_sign_in"));
    case "invite_not_valid":
      return at("invite", t("account_fault.invite"));
    case "identity_taken":
      return at("form", t("provider.taken"));
    case "flow_over":
    case "provider_not_proven":
      return at("form", t("provider.over"));
    case "provider_down":
      return at("form", t("provider.down"));
    case "provider_denied":
      return at("form", t("provider.denied"));
    case "provider_refused":
      return at("form", t("provider.refused"));
    case "account_disabled":
      return at("form", t("account_fault.disabled"));
    case "sign_up_closed":
      return at("form", t("account_fault.closed"));
    case "passkey_refused":
      return at("form", t("account_fault.passkey_refused"));
    case "passkey_unknown":
      return at("form", t("account_fault.passkey_unknown"));
    case "enough_passkeys":
      return at("form", t("account_fault.enough_passkeys"));
    case "last_way_in":
      return at("form", t("account_fault.last_way_in"));
    case "account_taken":
      return at("form", t("account_fault.account_taken"));
    case "key_changed":
      return at("form", t("account_fault.key_changed"));
    case "enough_keys":
      return at("form", t("account_fault.enough_keys"));
    case "link_not_valid":
      return at("form", t("account_fault.reset"));
    default:
      return at("form", t("account_fault.refused", { code }));
  }
}

/** For the places that have no form: one sentence. */
export const accountFailureWords = (failure: AccountFailure): string =>
  accountProblem(failure).text;
