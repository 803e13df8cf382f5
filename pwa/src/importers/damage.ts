/**
 * What cannot be read is left from any depth of rows and cells, with the place and the reason: one
 * cell is left out and listed (left-out.ts), a file that is none of ours is refused as a whole.
 * The exception never leaves this folder: every reader is called through `attempt`.
 */
import { failed, success, type Result } from "../core/result";
import type { DamageReason } from "../model/damage-reasons";
import type { ImportProblem, OtherApp } from "./types";

type Damage = Extract<ImportProblem, { readonly type: "damaged" }>;

class Refusal extends Error {
  constructor(readonly problem: ImportProblem) {
    super(problem.type);
  }
}

export function refuse(place: string, reason: DamageReason): never {
  throw new Refusal({ type: "damaged", place, reason });
}

/** A sound file of something else: of an app by this name, or of none that Kept knows. */
export function refuseForeign(app: OtherApp | null): never {
  throw new Refusal(app === null ? { type: "not-kept" } : { type: "not-yet", app });
}

export function attempt<Value>(read: () => Value): Result<Value, ImportProblem> {
  try {
    return success(read());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failed(error.problem);
  }
}

/** Only what is damaged can be left out. */
export function attemptPart<Value>(read: () => Value): Result<Value, Damage> {
  const result = attempt(read);
  if (result.ok) return result;
  if (result.failure.type !== "damaged") throw new Refusal(result.failure);
  return failed(result.failure);
}
