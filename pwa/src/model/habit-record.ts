/**
 * A habit as a record of registers.
 *
 * | field           | value                                                    |
 * |-----------------|----------------------------------------------------------|
 * | name, cue, unit | a person's words; cue and unit may be ""                 |
 * | practice        | slug of the practice it came from, or null               |
 * | step            | size of the act: tiny, small, full, or null              |
 * | step_from       | local date since which it is that size; absent: from the beginning |
 * | offer:<kind>    | local date on which the offer of a larger or smaller size was declined, or null |
 * | glyph, hue      | how it is drawn                                          |
 * | origin          | what it was imported from (importers/identity.ts)        |
 * | position        | number to sort by, ascending                             |
 * | group           | id of the group it stands in, or null                    |
 * | archived        | true while it is put away; an open pause goes with it    |
 * | deleted         | true once deleted; editing other fields never undeletes  |
 * | plan:<from>     | {rule, target, direction} from that local date on, or null = gone |
 * | pause:<id>      | {from, to or null}, or null = gone                       |
 * | reminder:<id>   | {time, weekdays}, or null = gone (reminders.ts)          |
 */
import { stampToMs } from "../core/clock";
import { parseLocalDate, type LocalDate } from "../core/dates";
import { DEFAULT_GLYPH, DEFAULT_HUE, isGlyph, isHue, type Glyph, type Hue } from "./glyphs";
import { isPlanValue, type Plan } from "./habits";
import { readPauses, type IdentifiedPause } from "./pauses";
import { OFFER_KINDS, STEPS, type OfferKind, type PracticeStep } from "./practices";
import {
  readItems,
  readNumber,
  readText,
  valueOf,
  type Fields,
  type Json,
  type StoredRecord,
} from "./registers";

export interface Habit {
  readonly id: string;
  readonly name: string;
  readonly cue: string;
  readonly unit: string;
  readonly practice: string | null;
  readonly step: PracticeStep | null;
  /** Since when it is that size; null: from the beginning. */
  readonly stepFrom: LocalDate | null;
  readonly declinedOffers: readonly OfferKind[];
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly position: number;
  /** Id of a group, which may be gone; null: none. */
  readonly group: string | null;
  readonly isArchived: boolean;
  readonly isDeleted: boolean;
  /** When it was deleted; null while it is not. */
  readonly deletedAtMs: number | null;
  /** By their first day; never empty for a habit that this app made. */
  readonly plans: readonly Plan[];
  readonly pauses: readonly IdentifiedPause[];
}

const PLAN_PREFIX = "plan:";

export const offerField = (kind: OfferKind): string => `offer:${kind}`;
export const planField = (from: string): string => PLAN_PREFIX + from;

export function readHabit({ id, fields }: StoredRecord): Habit {
  const glyph = valueOf(fields, "glyph");
  const hue = valueOf(fields, "hue");
  const step = valueOf(fields, "step");
  const [isDeleted, deletedStamp = ""] = fields["deleted"] ?? [];
  const deletedAtMs = isDeleted === true ? stampToMs(deletedStamp) : null;
  return {
    id,
    name: readText(fields, "name"),
    cue: readText(fields, "cue"),
    unit: readText(fields, "unit"),
    practice: readText(fields, "practice") || null,
    step: STEPS.find((candidate) => candidate === step) ?? null,
    stepFrom: readText(fields, "step_from") || null,
    declinedOffers: OFFER_KINDS.filter((kind) => readText(fields, offerField(kind)) !== ""),
    glyph: isGlyph(glyph) ? glyph : DEFAULT_GLYPH,
    hue: isHue(hue) ? hue : DEFAULT_HUE,
    position: readNumber(fields, "position"),
    group: readText(fields, "group") || null,
    isArchived: valueOf(fields, "archived") === true,
    isDeleted: deletedAtMs !== null,
    deletedAtMs,
    plans: readPlans(fields),
    pauses: readPauses(fields),
  };
}

/** A register that makes no sense, such as eight times a week, is passed over, as on the server. */
function readPlans(fields: Fields): readonly Plan[] {
  return readItems(fields, PLAN_PREFIX)
    .flatMap(({ key, item }) =>
      isPlanValue(item) && parseLocalDate(key) !== null ? [{ ...item, from: key }] : [],
    )
    .sort((left, right) => (left.from < right.from ? -1 : 1));
}

/** The plan in force on a date: the newest that has begun, or the first one before it begins. */
export function planOn(habit: Habit, on: string): Plan | undefined {
  return habit.plans.findLast((plan) => plan.from <= on) ?? habit.plans[0];
}

/** What the plan register holds: the date is in the field's name. */
export const planValue = ({ rule, target, direction }: Omit<Plan, "from">): Json => ({
  rule,
  target,
  direction,
});
