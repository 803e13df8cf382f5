/** A promise is deleted, and comes back by an undo; what happened to it stays with it. */
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { PromiseRecord } from "../model/promise-record";
import { stampFields } from "../model/registers";
import type { ActionContext } from "./context";

type CommitResult = Promise<Result<Change, CommitFailure>>;

export const deletePromise = (context: ActionContext, promise: PromiseRecord): CommitResult =>
  setDeleted(context, promise, true);

export const undeletePromise = (context: ActionContext, promise: PromiseRecord): CommitResult =>
  setDeleted(context, promise, false);

const setDeleted = (
  context: ActionContext,
  { id }: PromiseRecord,
  deleted: boolean,
): CommitResult =>
  context.commit({
    edit: [{ type: "promise", id, fields: stampFields({ deleted }, context.stamps.issue()) }],
  });
