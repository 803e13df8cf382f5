/** What is wrong with a form, and what to do. */
import type { PauseFailure } from "../../actions/pause-habit";
import type { DraftFailure, TextField } from "../../actions/save-habit";
import type { DayFailure } from "../../actions/set-day";
import type { ReminderFailure } from "../../actions/set-reminder";
import {
  MAX_CUE_CHARACTERS,
  MAX_NAME_CHARACTERS,
  MAX_UNIT_CHARACTERS,
} from "../../contract/limits";
import { t } from "../../i18n";
import { formatNumber } from "../../i18n/format";
import { storageFailureWords } from "./storage-failures";

const LIMITS: Readonly<Record<TextField, number>> = {
  name: MAX_NAME_CHARACTERS,
  cue: MAX_CUE_CHARACTERS,
  unit: MAX_UNIT_CHARACTERS,
};

export function failureWords(
  failure: DraftFailure | DayFailure | PauseFailure | ReminderFailure,
): string {
  switch (failure.type) {
    case "invalid-text":
      return failure.problem === "empty"
        ? t("form.name_empty")
        : t("fault.too_long", { limit: LIMITS[failure.field] });
    case "invalid-plan":
      return t("form.plan_invalid");
    case "invalid-start":
      return t("form.start_invalid");
    case "invalid-reminder":
      return t("reminder.invalid");
    case "invalid-pause":
      return t("pause.invalid");
    case "note-too-long":
      return t("fault.note_too_long", { limit: formatNumber(failure.limit) });
    case "amount-out-of-range":
      return t("day.amount_out_of_range", { most: formatNumber(failure.most) });
    default:
      return storageFailureWords(failure);
  }
}
