/** What keeps somebody from opening the app, or from setting its lock, in words. */
import type { LockFailure } from "../../actions/lock/failures";
import { t } from "../../i18n";
import { MIN_DIGITS, MAX_DIGITS } from "../../model/lock";
import { failureWords } from "./failures";

export function lockFailureWords(failure: LockFailure): string {
  switch (failure.type) {
    case "bad-pin":
      return t(`lock.pin_${failure.problem}`, { least: MIN_DIGITS, most: MAX_DIGITS });
    case "pins-differ":
      return t("lock.pins_differ");
    case "wrong-pin":
      return t("lock.wrong_pin");
    // How long, stands beside it and counts down.
    case "wait":
      return "";
    case "no-passkey":
      return t("lock.no_passkey");
    default:
      return failureWords(failure);
  }
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

export function waitWords(waitMs: number): string {
  return waitMs > MINUTE_MS
    ? t("lock.wait_minutes", { count: Math.ceil(waitMs / MINUTE_MS) })
    : t("lock.wait_seconds", { count: Math.ceil(waitMs / SECOND_MS) });
}
