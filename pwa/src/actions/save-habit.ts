/** A habit is made, or its words, look and plan are changed. */
import type { LocalDate } from "../core/dates";
import { mintRecordId } from "../core/ids";
import { failed, success, type Result } from "../core/result";
import type { StorageFailure } from "../db/failures";
import type { Glyph, Hue } from "../model/glyphs";
import { planField, planValue, type Habit } from "../model/habit-record";
import type { Plan } from "../model/habits";
import type { Step } from "../model/practices";
import { canonicalJson, stampFields, type Json } from "../model/registers";
import {
  cleanLine,
  CUE_LIMIT,
  NAME_LIMIT,
  textProblem,
  UNIT_LIMIT,
  type TextProblem,
} from "../model/text";
import type { ActionContext } from "./context";
import { MAX_AMOUNT } from "./set-day";

export interface HabitDraft {
  readonly name: string;
  readonly cue: string;
  readonly unit: string;
  readonly practice: string | null;
  readonly step: Step | null;
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly plan: Omit<Plan, "from">;
}

export type DraftFailure =
  | StorageFailure
  | { readonly type: "invalid-text"; readonly field: TextField; readonly problem: TextProblem }
  | { readonly type: "invalid-plan" };

export type TextField = "name" | "cue" | "unit";

const LIMITS = { name: NAME_LIMIT, cue: CUE_LIMIT, unit: UNIT_LIMIT } as const;

/** Make a habit that begins on `from`, after all others; gives its id. */
export async function createHabit(
  context: ActionContext,
  draft: HabitDraft,
  from: LocalDate,
): Promise<Result<string, DraftFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean);
  if (failure !== null) return failed(failure);
  const id = mintRecordId();
  const values = {
    ...wordsAndLook(clean),
    position: context.now(),
    [planField(from)]: planValue(clean.plan),
  };
  return saved(context, id, values);
}

/** Change a habit. A changed plan begins on `today`: the past keeps the plan that it was lived by. */
export async function editHabit(
  context: ActionContext,
  habit: Habit,
  draft: HabitDraft,
  today: LocalDate,
): Promise<Result<string, DraftFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean);
  if (failure !== null) return failed(failure);
  const before = wordsAndLook({ ...habit, plan: clean.plan });
  const changed = Object.entries(wordsAndLook(clean)).filter(
    ([name, value]) => before[name] !== value,
  );
  return saved(context, habit.id, {
    ...Object.fromEntries(changed),
    ...planEdit(habit, clean.plan, today),
  });
}

async function saved(
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): Promise<Result<string, StorageFailure>> {
  if (Object.keys(values).length === 0) return success(id);
  const fields = stampFields(values, context.stamps.issue());
  const result = await context.commit({ edit: [{ type: "habit", id, fields }] });
  return result.ok ? success(id) : result;
}

function planEdit(
  habit: Habit,
  plan: Omit<Plan, "from">,
  today: LocalDate,
): Readonly<Record<string, Json>> {
  const last = habit.plans.at(-1);
  const value = planValue(plan);
  if (last !== undefined && canonicalJson(planValue(last)) === canonicalJson(value)) return {};
  const from = last !== undefined && last.from > today ? last.from : today;
  return { [planField(from)]: value };
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
  const { rule, target } = draft.plan;
  const isDue = rule.kind !== "days" || rule.weekdays.length > 0;
  const isCountable = target.amount >= 0 && target.amount <= MAX_AMOUNT;
  return isDue && isCountable ? null : { type: "invalid-plan" };
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
