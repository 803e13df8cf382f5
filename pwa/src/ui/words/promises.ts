/** What became of a promise, and when it reminds, in words. */
import { t } from "../../i18n";
import { formatTime } from "../../i18n/format";
import type { PromiseEvent } from "../../model/facts";
import { asDayReminder, type PromiseReminder } from "../../model/promise-record";
import { movedTo, type Moment, type Phase } from "../../model/promises";
import { dueDateWords } from "./due";

/** Where a new one is found: what is due, or was, is on Today already. */
export const createdWords = (phase: Phase): string =>
  t(phase === "later" ? "promise.created_later" : "promise.created");

/** One line of the history. */
export function eventWords(event: PromiseEvent, moment: Moment): string {
  if (event.kind !== "moved") return t(`promise.was_${event.kind}`);
  return t("promise.was_moved", { due: dueDateWords(movedTo(event), moment) });
}

/** Where there is no time to count minutes from, it is said when it comes all the same. */
export function reminderWords(reminder: PromiseReminder, hasTime: boolean): string {
  if (hasTime && "minutes_before" in reminder) return minutesWords(reminder.minutes_before);
  const { days_before: days, time } = asDayReminder(reminder);
  return t("promise.remind_days", { days, time: formatTime(time) });
}

function minutesWords(minutes: number): string {
  if (minutes === 0) return t("promise.remind_at");
  if (minutes % 60 === 0) return t("promise.remind_hours", { hours: minutes / 60 });
  return t("promise.remind_minutes", { minutes });
}
