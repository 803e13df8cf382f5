/** What can keep somebody from opening the app, or from setting its lock. */
import type { StorageFailure } from "../../db/failures";
import type { PinProblem } from "../../model/lock";

export type LockFailure =
  | StorageFailure
  | { readonly type: "bad-pin"; readonly problem: PinProblem }
  | { readonly type: "pins-differ" }
  /** `waitMs`: until the next try is looked at; 0: at once. */
  | { readonly type: "wrong-pin"; readonly waitMs: number }
  /** Too early: this try was not looked at. */
  | { readonly type: "wait"; readonly waitMs: number }
  /** The device did not recognise its person, or they changed their mind. */
  | { readonly type: "no-passkey" };
