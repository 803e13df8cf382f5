/**
 * A broken file is left at once, from any depth of rows and cells, with the place and the reason.
 * The exception never leaves this folder: every reader is called through `attempt`.
 */
import { failed, success, type Result } from "../core/result";
import type { DamageReason } from "../model/damage-reasons";
import type { ImportProblem } from "./types";

class Damage extends Error {
  constructor(
    readonly place: string,
    readonly reason: DamageReason,
  ) {
    super(`${place}: ${reason}`);
  }
}

export function refuse(place: string, reason: DamageReason): never {
  throw new Damage(place, reason);
}

export function attempt<Value>(read: () => Value): Result<Value, ImportProblem> {
  try {
    return success(read());
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return failed({ type: "damaged", place: error.place, reason: error.reason });
  }
}
