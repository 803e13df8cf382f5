/** Dates and numbers as the person's region writes them. */
import { localDateToUtcMs, type LocalDate } from "../core/dates";
import { languageInUse, numberLocale } from "./catalogue";

const STYLES = {
  /** Monday 23 November */
  full: { weekday: "long", day: "numeric", month: "long" },
  /** 23 November 2026 */
  long: { day: "numeric", month: "long", year: "numeric" },
  /** 23 Nov 2026 */
  medium: { day: "numeric", month: "short", year: "numeric" },
  /** 23 Nov */
  short: { day: "numeric", month: "short" },
  /** November 2026 */
  month: { month: "long", year: "numeric" },
  /** Nov */
  monthShort: { month: "short" },
  /** 2026 */
  year: { year: "numeric" },
  /** Monday */
  weekday: { weekday: "long" },
  /** Mon */
  weekdayShort: { weekday: "short" },
  /** M */
  weekdayNarrow: { weekday: "narrow" },
  /** 23 */
  day: { day: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof STYLES;

const BYTES_PER_KILOBYTE = 1_000;
const BYTES_PER_MEGABYTE = 1_000_000;

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** The device's own variant of the language in use (en-GB, en-US …), else the language itself. */
export function region(): string {
  const language = languageInUse();
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

export function formatDate(on: LocalDate, style: DateStyle): string {
  const key = `${region()} ${style}`;
  // A local date has no zone: it is written, and read back here, as if it were in UTC.
  const format =
    dateFormats.get(key) ??
    new Intl.DateTimeFormat(region(), { ...STYLES[style], timeZone: "UTC" });
  dateFormats.set(key, format);
  return format.format(localDateToUtcMs(on));
}

/** A day that may lie in another year, which is then said: Monday 23 November, or 23 November 2025. */
export const formatDay = (on: LocalDate, today: LocalDate): string =>
  formatDate(on, on.slice(0, 4) === today.slice(0, 4) ? "full" : "long");

/** Small whole numbers look the same wherever digits are 0 to 9: the first format costs a slow phone 50 ms. */
export function formatNumber(value: number): string {
  const isPlain = Number.isInteger(value) && value >= 0 && value < 1_000;
  if (isPlain && /^en(-[A-Z]{2})?$|-latn$/.test(numberLocale())) return String(value);
  return numberFormat("number", {}).format(value);
}

/** 90 → 1:30 */
export function formatDuration(seconds: number): string {
  const rest = numberFormat("seconds", { minimumIntegerDigits: 2 }).format(seconds % 60);
  return `${formatNumber(Math.floor(seconds / 60))}:${rest}`;
}

/** 0.875 → 88 % */
export function formatShare(share: number): string {
  return numberFormat("share", { style: "percent" }).format(share);
}

/** 300 → 1 kB, 1234567 → 1.2 MB */
export function formatSize(bytes: number): string {
  const isLarge = bytes >= BYTES_PER_MEGABYTE;
  const unit = isLarge ? "megabyte" : "kilobyte";
  const size = isLarge ? bytes / BYTES_PER_MEGABYTE : Math.ceil(bytes / BYTES_PER_KILOBYTE);
  return numberFormat(unit, { style: "unit", unit, maximumFractionDigits: 1 }).format(size);
}

function numberFormat(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${numberLocale()} ${name}`;
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(numberLocale(), options);
  numberFormats.set(key, format);
  return format;
}

/** A time of day, "HH:MM", as the region writes it: 19:00 or 7 PM. */
export function formatTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Intl.DateTimeFormat(region(), { timeStyle: "short", timeZone: "UTC" }).format(
    (hours * 60 + minutes) * 60_000,
  );
}

/** The hour at which a day may begin: 04:00 or 4 AM. */
export const formatHour = (hour: number): string => formatTime(`${hour}:00`);

/** An instant on the clock of the device: 23 Nov 2026, 14:05. */
export const formatMoment = (atMs: number): string =>
  new Intl.DateTimeFormat(region(), { dateStyle: "medium", timeStyle: "short" }).format(atMs);

/** The name of a country or of the European Union by its ISO code. */
export const formatRegion = (code: string): string =>
  new Intl.DisplayNames(region(), { type: "region" }).of(code) ?? code;
