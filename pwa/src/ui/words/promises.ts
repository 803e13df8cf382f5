/** When a promise is due, and what became of it, in words. */
import { addDays, type LocalDate } from "../../core/dates";
import { wallTimeOf } from "../../core/instants";
import { t } from "../../i18n";
import { formatDay, formatTime } from "../../i18n/format";
import type { PromiseEvent } from "../../model/facts";
import { asDayReminder, type Due, type PromiseReminder } from "../../model/promise-record";
import { dueInstant, movedTo, type Moment, type Phase } from "../../model/promises";

/** By when, where the person is now: "tomorrow, 18:30 (09:30 in Auckland)". */
export const dueWords = (due: Due | null, moment: Moment): string =>
  wordsOf(due, moment, (on) => dayWords(on, moment.today));

/** The same with the day by its date: what is history does not move with the days. */
export const dueDateWords = (due: Due | null, moment: Moment): string =>
  wordsOf(due, moment, (on) => formatDay(on, moment.today));

function wordsOf(due: Due | null, moment: Moment, wordsOfDay: (on: LocalDate) => string): string {
  if (due === null) return t("promise.no_day");
  const atMs = dueInstant(due, moment.timeZone);
  if (due.time === null || atMs === null) return wordsOfDay(due.on);
  const here = wallTimeOf(atMs, moment.timeZone);
  const day = wordsOfDay(here.on);
  const time = formatTime(here.time);
  const isElsewhere = due.zone !== null && (here.time !== due.time || here.on !== due.on);
  return isElsewhere
    ? t("promise.at_elsewhere", {
        day,
        time,
        there: formatTime(due.time),
        place: placeOf(due.zone),
      })
    : t("promise.at", { day, time });
}

/** The last part of an IANA name is a city. */
const placeOf = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

function dayWords(on: LocalDate, today: LocalDate): string {
  if (on === today) return t("promise.today");
  if (on === addDays(today, 1)) return t("promise.tomorrow");
  if (on === addDays(today, -1)) return t("promise.yesterday");
  return formatDay(on, today);
}

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
