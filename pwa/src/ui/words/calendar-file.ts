/** A promise in somebody's calendar. */
import { t } from "../../i18n";
import { writeCalendarFile } from "../../model/calendar-file";
import type { Moment, StandingPromise } from "../../model/promises";
import { download } from "../download";

/** Hand the person a calendar file of these promises, made on the device. */
export function downloadCalendar(promises: readonly StandingPromise[], moment: Moment): void {
  const text = writeCalendarFile(promises, WORDS, moment);
  download(`kept-${moment.today}.ics`, text, "text/calendar;charset=utf-8");
}

const WORDS = {
  summary: ({ text }: StandingPromise): string => t("promise.in_calendar", { text }),
  description: ({ toWhom }: StandingPromise): string =>
    toWhom === "" ? "" : t("due.to", { name: toWhom }),
};
