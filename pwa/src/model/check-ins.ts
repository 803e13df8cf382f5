/** When Today offers a check-in, and when the pulse may be felt again. */
import { addDays, addMonths, daysBetween, isoWeekday, type LocalDate } from "../core/dates";

export const DAILY = "daily-check-in";
export const WEEKLY = "weekly-check-in";

interface Done {
  readonly kind: string;
  readonly on: LocalDate;
}

/** For so many days after its weekday the weekly one is still offered; then it waits for the next. */
const GRACE_DAYS = 2;
/** One that was done so many days before its weekday counts for that week. */
const EARLY_DAYS = 3;

/** The daily one: until it is done today. */
export const isDailyOffered = (today: LocalDate, done: readonly Done[]): boolean =>
  !done.some(({ kind, on }) => kind === DAILY && on === today);

/** One of a kind that comes once a week, from the ISO weekday on (0: never) until it is done. */
export function isWeeklyOffered(
  kind: string,
  weekday: number,
  today: LocalDate,
  done: readonly Done[],
): boolean {
  if (weekday === 0) return false;
  const since = addDays(today, -((isoWeekday(today) - weekday + 7) % 7));
  if (daysBetween(since, today) > GRACE_DAYS) return false;
  const earliest = addDays(since, -EARLY_DAYS);
  return !done.some((other) => other.kind === kind && other.on >= earliest && other.on <= today);
}

/** The first day on which the pulse may be felt again: a new month. */
export const nextPulseOn = (last: LocalDate): LocalDate => addMonths(last, 1);
