/** What the guard of this device does. */
import type { Result } from "../../core/result";
import type { StorageFailure } from "../../db/failures";
import type { Guard, Lock } from "../../model/lock";
import type { ActionContext } from "../context";

type LockResult = Result<Guard, StorageFailure>;

/** Blank in the list of open apps, whether or not there is a lock. */
export const setBlank = async (context: ActionContext, isBlank: boolean): Promise<LockResult> =>
  (await context.openGuards()).change((guard) => ({ ...guard, isBlank }));

export const setLockAfter = (context: ActionContext, afterSeconds: number): Promise<LockResult> =>
  changeLock(context, { afterSeconds });

export const setReflectionsLock = (
  context: ActionContext,
  asksForReflections: boolean,
): Promise<LockResult> => changeLock(context, { asksForReflections });

/** Nothing where there is no lock. */
export const changeLock = async (
  { openGuards }: ActionContext,
  changed: Partial<Lock>,
): Promise<LockResult> =>
  (await openGuards()).change((guard) => ({
    ...guard,
    lock: guard.lock === null ? null : { ...guard.lock, ...changed },
  }));
