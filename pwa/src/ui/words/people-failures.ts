/** What came between the server's owner and the people there, in words. */
import type { PeopleFailure } from "../../actions/people/people";
import { t } from "../../i18n";
import { accountFailureWords } from "./account-failures";

export function peopleFailureWords(failure: PeopleFailure): string {
  switch (failure.type) {
    case "offline":
      return t("people.fault_offline");
    case "not-owner":
    case "person-gone":
      return t("people.fault_gone");
    default:
      return accountFailureWords(failure);
  }
}
