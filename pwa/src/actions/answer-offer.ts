/** The ladder's offer of another size: taken, or declined until the size changes. */
import type { LocalDate } from "../core/dates";
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import { offerField, type Habit } from "../model/habit-record";
import { OFFER_KINDS, type OfferKind, type PracticeStep } from "../model/practices";
import { stampFields, type Json } from "../model/registers";
import type { ActionContext } from "./context";

type CommitResult = Promise<Result<Change, CommitFailure>>;

/** From `from` on it is that size; each offer may be made again. Plans and entries stay as they are. */
export const takeStep = (
  context: ActionContext,
  habit: Habit,
  step: PracticeStep,
  from: LocalDate | null,
): CommitResult =>
  edit(context, habit, {
    step,
    step_from: from,
    ...Object.fromEntries(OFFER_KINDS.map((kind) => [offerField(kind), null])),
  });

export const declineOffer = (
  context: ActionContext,
  habit: Habit,
  kind: OfferKind,
  today: LocalDate,
): CommitResult => edit(context, habit, { [offerField(kind)]: today });

const edit = (
  context: ActionContext,
  { id }: Habit,
  values: Readonly<Record<string, Json>>,
): CommitResult =>
  context.commit({
    edit: [{ type: "habit", id, fields: stampFields(values, context.stamps.issue()) }],
  });
