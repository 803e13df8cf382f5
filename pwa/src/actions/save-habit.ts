/** A habit is made, or its words, look and plan are changed. */
import { MAX_CUE_CHARACTERS, MAX_NAME_CHARACTERS, MAX_UNIT_CHARACTERS } from "../contract/limits";
import { parseLocalDate, type LocalDate } from "../core/dates";
import { mintRecordId } from "../core/ids";
import { failed, success, type Result } from "../core/result";
import type { CommitFailure } from "../db/commit";
import type { Glyph, Hue } from "../model/glyphs";
import { planField, planValue, type Habit } from "../model/habit-record";
import { isPlanValue, type Plan } from "../model/habits";
import type { PracticeStep } from "../model/practices";
import { canonicalJson, stampFields, type Json } from "../model/registers";
import { cleanLine, textProblem, type TextProblem } from "../model/text";
import type { ActionContext } from "./context";

export interface HabitDraft {
  readonly name: string;
  readonly cue: string;
  readonly unit: string;
  readonly practice: string | null;
  readonly step: PracticeStep | null;
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly plan: Omit<Plan, "from">;
}

export type DraftFailure =
  | CommitFailure
  | { readonly type: "invalid-text"; readonly field: TextField; readonly problem: TextProblem }
  | { readonly type: "invalid-plan" }
  | { readonly type: "invalid-start" };

export type TextField = "name" | "cue" | "unit";

const LIMITS = {
  name: MAX_NAME_CHARACTERS,
  cue: MAX_CUE_CHARACTERS,
  unit: MAX_UNIT_CHARACTERS,
} as const;

const DAY_MS = 86_400_000;
/** How far from today a plan may begin: nobody has lived, or will live, by it longer than that. */
const START_REACH_DAYS = 7_305;

/** Make a habit that begins on `from`, in the past or to come, after all others; gives its id. */
export async function createHabit(
  context: ActionContext,
  draft: HabitDraft,
  from: LocalDate,
): Promise<Result<string, DraftFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean) ?? startProblem(context, from);
  if (failure !== null) return failed(failure);
  const id = mintRecordId();
  const values = {
    ...wordsAndLook(clean),
    position: context.now(),
    [planField(from)]: planValue(clean.plan),
  };
  return saved(context, id, values);
}

/**
 * Change a habit. A changed plan begins on `from`: the days before keep the plan they were lived by,
 * and from then on it is the only one.
 */
export async function editHabit(
  context: ActionContext,
  habit: Habit,
  draft: HabitDraft,
  from: LocalDate,
  today: LocalDate = from,
): Promise<Result<string, DraftFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean) ?? startProblem(context, from);
  if (failure !== null) return failed(failure);
  const before = wordsAndLook({ ...habit, plan: clean.plan });
  const changed = Object.entries(wordsAndLook(clean)).filter(
    ([name, value]) => before[name] !== value,
  );
  return saved(context, habit.id, {
    ...Object.fromEntries(changed),
    ...planEdit(habit, clean.plan, from, today),
  });
}

async function saved(
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): Promise<Result<string, CommitFailure>> {
  if (Object.keys(values).length === 0) return success(id);
  const fields = stampFields(values, context.stamps.issue());
  const result = await context.commit({ edit: [{ type: "habit", id, fields }] });
  return result.ok ? success(id) : result;
}

/** The new plan, and the end of those that it replaces: later ones, and such as have not begun yet. */
function planEdit(
  habit: Habit,
  plan: Omit<Plan, "from">,
  from: LocalDate,
  today: LocalDate,
): Readonly<Record<string, Json>> {
  const isLived = (other: Plan): boolean => other.from < from && other.from <= today;
  const replaced = habit.plans.filter((other) => !isLived(other) && other.from !== from);
  const present = habit.plans.find((other) => other.from === from) ?? habit.plans.findLast(isLived);
  const value = planValue(plan);
  const isNew = present === undefined || canonicalJson(planValue(present)) !== canonicalJson(value);
  return {
    ...Object.fromEntries(replaced.map((other) => [planField(other.from), null])),
    ...(isNew ? { [planField(from)]: value } : {}),
  };
}

function cleanDraft(draft: HabitDraft): HabitDraft {
  return {
    ...draft,
    name: cleanLine(draft.name),
    cue: cleanLine(draft.cue),
    unit: cleanLine(draft.unit),
  };
}

function draftProblem(draft: HabitDraft): DraftFailure | null {
  for (const field of ["name", "cue", "unit"] as const) {
    const problem = textProblem(draft[field], LIMITS[field], field === "name");
    if (problem !== null) return { type: "invalid-text", field, problem };
  }
  // As it is stored: a plan that was read carries its first day beside.
  return isPlanValue(planValue(draft.plan)) ? null : { type: "invalid-plan" };
}

function startProblem(context: ActionContext, from: LocalDate): DraftFailure | null {
  const day = parseLocalDate(from);
  const today = context.now() / DAY_MS;
  const isNear = day !== null && Math.abs(day - today) <= START_REACH_DAYS;
  return isNear ? null : { type: "invalid-start" };
}

const wordsAndLook = (draft: HabitDraft): Record<string, Json> => ({
  name: draft.name,
  cue: draft.cue,
  unit: draft.unit,
  practice: draft.practice,
  step: draft.step,
  glyph: draft.glyph,
  hue: draft.hue,
});
