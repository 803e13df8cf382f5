import { describe, expect, it } from "vitest";
import { addDays, localDate, parseLocalDate } from "../core/dates";
import { emergencyNumbers, helpFor, helpLines, oldestCheck, telephone } from "./help-lines";

/** After this a number may have gone out of use without anybody here noticing. */
const MAX_DAYS = 180;

describe("where to get help", () => {
  it("was compared with its sources within the last 180 days: else do it now, before the release", () => {
    const today = localDate(Date.now(), "UTC", 0);
    const overdue = helpLines.filter((line) => addDays(line.verified_on, MAX_DAYS) < today);
    expect(overdue.map((line) => `${line.name}, ${line.source_url}`)).toEqual([]);
  });

  it("names a day that exists and the operator's own page over https for each line", () => {
    for (const { verified_on: day, source_url: source } of helpLines) {
      expect(parseLocalDate(day)).not.toBeNull();
      expect(new URL(source).protocol).toBe("https:");
      expect(oldestCheck <= day).toBe(true);
    }
  });

  it("has the emergency numbers of every country that has a line", () => {
    const covered = new Set(emergencyNumbers.flatMap(({ regions }) => regions));
    const europeans = new Set(["DE", "ES", "FR", "IE", "IT"]);
    const uncovered = helpLines.filter(
      ({ region }) => !covered.has(region) && !(covered.has("EU") && europeans.has(region)),
    );
    expect(uncovered).toEqual([]);
  });

  it("begins with the country of the person and leaves nothing out", () => {
    const { emergency, lines } = helpFor(["IE", "US"]);
    expect(lines.slice(0, 2).map(({ region }) => region)).toEqual(["IE", "US"]);
    expect(emergency.map(({ number }) => number)).toEqual(["999", "112", "911", "000", "111"]);
    expect(new Set(lines)).toEqual(new Set(helpLines));
  });

  it("stays as it is written where the country is unknown", () => {
    expect(helpFor([])).toEqual({ emergency: emergencyNumbers, lines: helpLines });
  });

  it("gives the phone digits alone", () => {
    expect(telephone("1-800-799-7233")).toBe("tel:18007997233");
    expect(telephone("116 016")).toBe("tel:116016");
  });
});
