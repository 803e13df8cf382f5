/** The emergency numbers and lines of help-lines.json, which says what may stand there and why. */
import type { LocalDate } from "../core/dates";
import data from "./help-lines.json";

export interface EmergencyNumber {
  readonly number: string;
  /** ISO 3166 codes, and EU for its member states. */
  readonly regions: readonly string[];
  /** Mobile phones in many other countries reach help by it too. */
  readonly isOnMobiles?: boolean;
}

export interface HelpLine {
  readonly region: string;
  /** Of its name, for the reader's voice. */
  readonly language: string;
  readonly name: string;
  readonly number: string;
  readonly for: "everyone" | "women" | "men";
  readonly isAlwaysOpen: boolean;
  readonly source_url: string;
  readonly verified_on: LocalDate;
}

export const emergencyNumbers: readonly EmergencyNumber[] = data.emergency;

export const helpLines = data.lines as readonly HelpLine[];

/** The day of the entry that was looked at longest ago: what the page may promise for all. */
export const oldestCheck: LocalDate = helpLines
  .map((line) => line.verified_on)
  .reduce((oldest, day) => (day < oldest ? day : oldest));

/** The address that makes a phone offer to dial. */
export const telephone = (number: string): string => `tel:${number.replaceAll(/\D/g, "")}`;
