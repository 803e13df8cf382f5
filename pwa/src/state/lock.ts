/** Whether the app is locked on this device (CR-17); enforce-lock.ts makes the page follow. */
import { signal, type Signal } from "@preact/signals";
import type { Guard } from "../model/lock";

export interface LockState {
  /** Null where nothing was ever set. */
  readonly guard: Signal<Guard | null>;
  /** Setting it locks this page and every other of this device, or opens them. */
  readonly isLocked: Signal<boolean>;
  /** The second lock was opened, for as long as its person stays with the reflections. */
  readonly areReflectionsOpen: Signal<boolean>;
}

export const createLockState = (guard: Guard | null): LockState => ({
  guard: signal(guard),
  isLocked: signal(false),
  areReflectionsOpen: signal(false),
});
