/**
 * A habit as a record of registers.
 *
 * | field           | value                                                    |
 * |-----------------|----------------------------------------------------------|
 * | name, cue, unit | a person's words; cue and unit may be ""                 |
 * | practice        | slug of the practice it came from, or null               |
 * | step            | size of the act: tiny, small, full, or null              |
 * | glyph, hue      | how it is drawn                                          |
 * | position        | number to sort by, ascending                             |
 * | archived        | true while it is put away; an open pause goes with it    |
 * | deleted         | true once deleted; editing other fields never undeletes  |
 * | plan:<from>     | {rule, target, direction} from that local date on, or null = gone |
 * | pause:<id>      | {from, to or null}, or null = gone                       |
 */
import { DEFAULT_GLYPH, DEFAULT_HUE, isGlyph, isHue, type Glyph, type Hue } from "./glyphs";
import type { Pause, Plan } from "./habits";
import { STEPS, type Step } from "./practices";
import { valueOf, type Fields, type Json, type StoredRecord } from "./registers";

export interface Habit {
  readonly id: string;
  readonly name: string;
  readonly cue: string;
  readonly unit: string;
  readonly practice: string | null;
  readonly step: Step | null;
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly position: number;
  readonly isArchived: boolean;
  readonly isDeleted: boolean;
  /** By their first day; never empty for a habit that this app made. */
  readonly plans: readonly Plan[];
  readonly pauses: readonly IdentifiedPause[];
}

export interface IdentifiedPause extends Pause {
  readonly id: string;
}

const PLAN_PREFIX = "plan:";
const PAUSE_PREFIX = "pause:";

export const planField = (from: string): string => PLAN_PREFIX + from;
export const pauseField = (id: string): string => PAUSE_PREFIX + id;

export function readHabit({ id, fields }: StoredRecord): Habit {
  const glyph = valueOf(fields, "glyph");
  const hue = valueOf(fields, "hue");
  const step = valueOf(fields, "step");
  return {
    id,
    name: readText(fields, "name"),
    cue: readText(fields, "cue"),
    unit: readText(fields, "unit"),
    practice: readText(fields, "practice") || null,
    step: STEPS.find((candidate) => candidate === step) ?? null,
    glyph: isGlyph(glyph) ? glyph : DEFAULT_GLYPH,
    hue: isHue(hue) ? hue : DEFAULT_HUE,
    position: readNumber(fields, "position"),
    isArchived: valueOf(fields, "archived") === true,
    isDeleted: valueOf(fields, "deleted") === true,
    plans: readPlans(fields),
    pauses: readPauses(fields),
  };
}

function readText(fields: Fields, name: string): string {
  const value = valueOf(fields, name);
  return typeof value === "string" ? value : "";
}

function readNumber(fields: Fields, name: string): number {
  const value = valueOf(fields, name);
  return typeof value === "number" ? value : 0;
}

function readPlans(fields: Fields): readonly Plan[] {
  return readItems(fields, PLAN_PREFIX)
    .map(({ key, item }) => ({ ...(item as Omit<Plan, "from">), from: key }))
    .sort((left, right) => (left.from < right.from ? -1 : 1));
}

function readPauses(fields: Fields): readonly IdentifiedPause[] {
  return readItems(fields, PAUSE_PREFIX).map(({ key, item }) => ({ ...(item as Pause), id: key }));
}

/** The items of a list that is kept as one register each; what entered was validated at the edge. */
function readItems(fields: Fields, prefix: string): { key: string; item: unknown }[] {
  return Object.entries(fields)
    .filter(([name, [value]]) => name.startsWith(prefix) && value !== null)
    .map(([name, [value]]) => ({ key: name.slice(prefix.length), item: value }));
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
