/** When a promise is due, in words. */
import { addDays, type LocalDate } from "../../core/dates";
import { wallTimeOf } from "../../core/instants";
import { t } from "../../i18n";
import { formatDay, formatTime } from "../../i18n/format";
import type { Due } from "../../model/promise-record";
import { dueInstant, type Moment } from "../../model/promises";

/** By when, where the person is now: "tomorrow, 18:30 (09:30 in Auckland)". */
export const dueWords = (due: Due | null, moment: Moment): string =>
  wordsOf(due, moment, (on) => dayWords(on, moment.today));

/** The same with the day by its date: what is history does not move with the days. */
export const dueDateWords = (due: Due | null, moment: Moment): string =>
  wordsOf(due, moment, (on) => formatDay(on, moment.today));

function wordsOf(due: Due | null, moment: Moment, wordsOfDay: (on: LocalDate) => string): string {
  if (due === null) return t("due.no_day");
  const atMs = dueInstant(due, moment.timeZone);
  if (due.time === null || atMs === null) return wordsOfDay(due.on);
  const here = wallTimeOf(atMs, moment.timeZone);
  const day = wordsOfDay(here.on);
  const time = formatTime(here.time);
  const isElsewhere = due.zone !== null && (here.time !== due.time || here.on !== due.on);
  return isElsewhere
    ? t("due.at_elsewhere", {
        day,
        time,
        there: formatTime(due.time),
        place: placeOf(due.zone),
      })
    : t("due.at", { day, time });
}

/** The last part of an IANA name is a city. */
const placeOf = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

function dayWords(on: LocalDate, today: LocalDate): string {
  if (on === today) return t("due.today");
  if (on === addDays(today, 1)) return t("due.tomorrow");
  if (on === addDays(today, -1)) return t("due.yesterday");
  return formatDay(on, today);
}
