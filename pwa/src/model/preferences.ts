/** What an account prefers; one record, one register each. */
import { FORMS } from "../contract/forms";
import { PREFERENCES } from "../contract/things";
import type { ValueOf } from "../contract/value-of";
import { hasForm } from "../core/forms";
import { readPauses, type IdentifiedPause } from "./pauses";
import { valueOf, type Fields } from "./registers";

export const PREFERENCES_ID = "main";

/** Those that a person chooses one value for. */
export type PreferenceName = keyof typeof PREFERENCES;

type Chosen = {
  readonly [Name in PreferenceName]:
    | ValueOf<(typeof PREFERENCES)[Name]["form"]>
    // Without a default it is null as long as nobody has chosen.
    | Extract<(typeof PREFERENCES)[Name]["default"], null>;
};

export interface Preferences extends Chosen {
  /** Time off from all habits, newest first. */
  readonly pauses: readonly IdentifiedPause[];
}

export type Grace = Preferences["grace"];
/** May pass midnight; both "HH:MM". */
export type QuietHours = NonNullable<Preferences["quietHours"]>;

export const [MIN_NUDGES_A_DAY, MAX_NUDGES_A_DAY] = FORMS.nudge_cap.whole;

/** What is absent or makes no sense counts as the default. */
export function readPreferences(fields: Fields = {}): Preferences {
  const chosen = Object.entries(PREFERENCES).map(([name, { field, form, default: usual }]) => {
    const value = valueOf(fields, field);
    return [name, hasForm(form, value) ? value : usual];
  });
  // The table of the contract says of each name what its value is.
  return { ...(Object.fromEntries(chosen) as Chosen), pauses: readPauses(fields) };
}

/** The ISO weekday on which Today offers the weekly check-in: the last day of the week, unless chosen; 0: never. */
export const weeklyCheckInOn = ({ checkInWeekly, weekStartsOn }: Preferences): number =>
  checkInWeekly ?? ((weekStartsOn + 5) % 7) + 1;

/** Hours that end when they begin are none. */
export const quietHoursOf = ({ quietHours }: Preferences): QuietHours | null =>
  quietHours?.from === quietHours?.to ? null : quietHours;
