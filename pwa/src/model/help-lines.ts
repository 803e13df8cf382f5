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

/** Members of the European Union that have a line of their own here. */
const EUROPEANS: readonly string[] = ["DE", "ES", "FR", "IE", "IT"];

/** Every country that something is listed for. */
export const helpRegions: readonly string[] = [
  ...new Set([
    ...helpLines.map(({ region }) => region),
    ...emergencyNumbers.flatMap(({ regions }) => regions).filter((code) => code !== "EU"),
  ]),
];

/** Both lists with what holds in the person's own countries first; nothing is left out. */
export function helpFor(own: readonly string[]) {
  const withUnion = own.flatMap((code) => (EUROPEANS.includes(code) ? [code, "EU"] : [code]));
  const rankOf = (regions: readonly string[]): number => {
    const at = withUnion.findIndex((code) => regions.includes(code));
    return at === -1 ? withUnion.length : at;
  };
  return {
    emergency: emergencyNumbers.toSorted((a, b) => rankOf(a.regions) - rankOf(b.regions)),
    lines: helpLines.toSorted((a, b) => rankOf([a.region]) - rankOf([b.region])),
  };
}

/** The day of the entry that was looked at longest ago: what the page may promise for all. */
export const oldestCheck: LocalDate = helpLines
  .map((line) => line.verified_on)
  .reduce((oldest, day) => (day < oldest ? day : oldest));

/** The address that makes a phone offer to dial. */
export const telephone = (number: string): string => `tel:${number.replaceAll(/\D/g, "")}`;
