/** A promise is made, or its words, reminders and first due time are put right. */
import { MAX_NAME_CHARACTERS, MAX_PROMISE_CHARACTERS } from "../contract/limits";
import type { LocalDate } from "../core/dates";
import { mintRecordId, mintReplica } from "../core/ids";
import type { LocalTime } from "../core/instants";
import { failed, success, type Result } from "../core/result";
import type { CommitFailure } from "../db/commit";
import {
  canBeDue,
  reminderField,
  type PromiseRecord,
  type PromiseReminder,
} from "../model/promise-record";
import { canonicalJson, stampFields, type Json } from "../model/registers";
import { cleanLine, textProblem, type TextProblem } from "../model/text";
import type { ActionContext } from "./context";

export interface PromiseDraft {
  /** What comes after "I said I would". */
  readonly text: string;
  /** "" when it is to oneself, or not said. */
  readonly toWhom: string;
  readonly dueOn: LocalDate;
  /** Null: any time of that day. */
  readonly dueTime: LocalTime | null;
  /** The IANA zone in which the time is meant: where the person is. */
  readonly timeZone: string;
  readonly reminders: readonly PromiseReminder[];
}

export type PromiseFailure =
  | CommitFailure
  | {
      readonly type: "invalid-promise";
      readonly field: "text" | "to_whom";
      readonly problem: TextProblem;
    }
  | { readonly type: "invalid-due" };

/** Gives its id. */
export async function createPromise(
  context: ActionContext,
  draft: PromiseDraft,
): Promise<Result<string, PromiseFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean);
  if (failure !== null) return failed(failure);
  const reminders = clean.reminders.map((reminder) => [reminderField(mintReplica()), reminder]);
  return save(context, mintRecordId(), {
    ...wordsOf(clean),
    ...dueOf(clean),
    ...(Object.fromEntries(reminders) as Record<string, Json>),
  });
}

/** Only what differs is written. Where it was moved already, the first due time stays what it was. */
export async function editPromise(
  context: ActionContext,
  promise: PromiseRecord,
  draft: PromiseDraft,
): Promise<Result<string, PromiseFailure>> {
  const clean = cleanDraft(draft);
  const failure = draftProblem(clean);
  if (failure !== null) return failed(failure);
  const before: Record<string, Json> = {
    ...{ text: promise.text, to_whom: promise.toWhom },
    due_on: promise.due?.on ?? null,
    due_time: promise.due?.time ?? null,
    time_zone: promise.due?.zone ?? null,
  };
  const changed = Object.entries({ ...wordsOf(clean), ...dueOf(clean) }).filter(
    ([name, value]) => before[name] !== value,
  );
  return save(context, promise.id, {
    ...Object.fromEntries(changed),
    ...reminderEdits(promise, clean.reminders),
  });
}

/** Those that stay keep their register, so that two devices may each add one. */
function reminderEdits(
  { reminders }: PromiseRecord,
  wanted: readonly PromiseReminder[],
): Readonly<Record<string, Json>> {
  const textOf = (reminder: PromiseReminder): string => canonicalJson(reminder);
  const texts = new Set(wanted.map(textOf));
  const present = new Set(reminders.map(({ reminder }) => textOf(reminder)));
  const gone = reminders.filter(({ reminder }) => !texts.has(textOf(reminder)));
  const added = wanted.filter((reminder) => !present.has(textOf(reminder)));
  return {
    ...Object.fromEntries(gone.map(({ id }) => [reminderField(id), null])),
    ...Object.fromEntries(added.map((reminder) => [reminderField(mintReplica()), reminder])),
  };
}

async function save(
  context: ActionContext,
  id: string,
  values: Readonly<Record<string, Json>>,
): Promise<Result<string, CommitFailure>> {
  if (Object.keys(values).length === 0) return success(id);
  const fields = stampFields(values, context.stamps.issue());
  const result = await context.commit({ edit: [{ type: "promise", id, fields }] });
  return result.ok ? success(id) : result;
}

const cleanDraft = (draft: PromiseDraft): PromiseDraft => ({
  ...draft,
  text: cleanLine(draft.text),
  toWhom: cleanLine(draft.toWhom),
});

function draftProblem(draft: PromiseDraft): PromiseFailure | null {
  const inText = textProblem(draft.text, MAX_PROMISE_CHARACTERS, true);
  if (inText !== null) return { type: "invalid-promise", field: "text", problem: inText };
  const inToWhom = textProblem(draft.toWhom, MAX_NAME_CHARACTERS);
  if (inToWhom !== null) return { type: "invalid-promise", field: "to_whom", problem: inToWhom };
  return canBeDue(draft.dueOn, draft.dueTime) ? null : { type: "invalid-due" };
}

const wordsOf = ({ text, toWhom }: PromiseDraft): Record<string, Json> => ({
  text,
  to_whom: toWhom,
});

const dueOf = ({ dueOn, dueTime, timeZone }: PromiseDraft): Record<string, Json> => ({
  due_on: dueOn,
  due_time: dueTime,
  time_zone: dueTime === null ? null : timeZone,
});
