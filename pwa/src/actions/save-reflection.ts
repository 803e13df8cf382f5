/** A reflection is saved, edited, deleted and brought back. It goes into the feed of its person, and nowhere else. */
import type { LocalDate } from "../core/dates";
import { failed, success, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import {
  answerField,
  answersProblem,
  SLOTS,
  type Answer,
  type Answers,
  type AnswersProblem,
  type Reflection,
} from "../model/reflections";
import { stampFields, type Json } from "../model/registers";
import { cleanNote } from "../model/text";
import type { ActionContext } from "./context";

export interface ReflectionDraft {
  /** Minted when it was begun, so that saving it twice is saving it once. */
  readonly id: string;
  readonly kind: string;
  readonly on: LocalDate;
  readonly mood: number | null;
  readonly answers: Answers;
}

export type ReflectionFailure = CommitFailure | { readonly type: AnswersProblem };

type SaveResult = Promise<Result<string, ReflectionFailure>>;

/** Save it whole, empty answers too; gives its id. */
export async function saveReflection(context: ActionContext, draft: ReflectionDraft): SaveResult {
  const { id, kind, on, mood } = draft;
  const answers = cleanAnswers(draft.answers);
  const problem = answersProblem(answers);
  if (problem !== null) return failed({ type: problem });
  const fields = SLOTS.map((slot) => [answerField(slot), answers[slot]] as const);
  return saved(context, id, { kind, on, mood, ...Object.fromEntries(fields) });
}

/** Write only what differs from what its person saw, so that another device's edit of another answer stands. */
export async function editReflection(
  context: ActionContext,
  before: Reflection,
  after: Pick<Reflection, "mood" | "answers">,
): SaveResult {
  const answers = cleanAnswers(after.answers);
  const problem = answersProblem(answers);
  if (problem !== null) return failed({ type: problem });
  const changed = SLOTS.filter((slot) => answers[slot] !== before.answers[slot]);
  return saved(context, before.id, {
    ...(after.mood === before.mood ? {} : { mood: after.mood }),
    ...Object.fromEntries(changed.map((slot) => [answerField(slot), answers[slot]])),
  });
}

export const deleteReflection = (context: ActionContext, id: string): SaveResult =>
  saved(context, id, { deleted: true });

export const undeleteReflection = (context: ActionContext, id: string): SaveResult =>
  saved(context, id, { deleted: false });

async function saved(
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): Promise<Result<string, CommitFailure>> {
  if (Object.keys(values).length === 0) return success(id);
  const fields = stampFields(values, context.stamps.issue());
  const result: Result<Change, CommitFailure> = await context.commit({
    edit: [{ type: "reflection", id, fields }],
  });
  return result.ok ? success(id) : result;
}

/** An answer that holds nothing is none. */
function cleanAnswers(answers: Answers): Answers {
  const clean = (answer: Answer): Answer =>
    typeof answer === "string" ? cleanNote(answer) || null : answer;
  return Object.fromEntries(
    SLOTS.map((slot) => [slot, clean(answers[slot])]),
  ) as unknown as Answers;
}
