/** How an account wants to be nudged: registers of the preferences, read only where nudges are at stake. */
import { FORMS } from "../contract/forms";
import { hasForm } from "../core/forms";
import { valueOf, type Fields, type Json } from "./registers";
import { readReminders, type IdentifiedReminder } from "./reminders";

/** May pass midnight; both "HH:MM". */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface Nudging {
  /** IANA name of the zone that reminders are meant in; null: none was ever written. */
  readonly timeZone: string | null;
  readonly quietHours: QuietHours | null;
  /** At most so many nudges a day. */
  readonly dailyCap: number;
  /** Whether some device wants pushes that can say what they are about; each device chooses for itself. */
  readonly isNamed: boolean;
  /** Whether the icon shows how many things are open today. */
  readonly hasBadge: boolean;
  readonly checkIn: readonly IdentifiedReminder[];
}

export const [MIN_CAP, MAX_CAP] = FORMS.nudge_cap.whole;
const USUAL_CAP = 5;

/** Field name in the preferences of each choice. */
export const NUDGING_FIELDS = {
  timeZone: "time_zone",
  quietHours: "quiet_hours",
  dailyCap: "nudge_cap",
  isNamed: "nudge_names",
  hasBadge: "badge",
} as const satisfies Partial<Record<keyof Nudging, string>>;

export type NudgingChoice = keyof typeof NUDGING_FIELDS;

/** What is absent or makes no sense counts as the default. */
export function readNudging(fields: Fields): Nudging {
  const timeZone = valueOf(fields, NUDGING_FIELDS.timeZone);
  const dailyCap = valueOf(fields, NUDGING_FIELDS.dailyCap);
  return {
    timeZone: typeof timeZone === "string" ? timeZone : null,
    quietHours: readQuietHours(valueOf(fields, NUDGING_FIELDS.quietHours)),
    dailyCap: isCap(dailyCap) ? dailyCap : USUAL_CAP,
    isNamed: valueOf(fields, NUDGING_FIELDS.isNamed) === true,
    hasBadge: valueOf(fields, NUDGING_FIELDS.hasBadge) === true,
    checkIn: readReminders(fields),
  };
}

export const isCap = (value: Json | undefined): value is number => hasForm("nudge_cap", value);

/** Hours that end when they begin are none. */
function readQuietHours(value: Json | undefined): QuietHours | null {
  if (!hasForm("quiet_hours", value)) return null;
  const { from, to } = value as unknown as QuietHours;
  return from === to ? null : { from, to };
}
