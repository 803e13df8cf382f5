/** How nudges stand on this device: what the server has, and which reminders nobody answers. */
import { signal, type Signal } from "@preact/signals";
import type { PushStatus, Unanswered } from "../model/push";

export interface NudgeState {
  /** Null while it is not known: nothing was asked yet, or the server was not reached. */
  readonly push: Signal<PushStatus | null>;
  readonly unanswered: Signal<readonly Unanswered[]>;
}

export const createNudgeState = (): NudgeState => ({
  push: signal(null),
  unanswered: signal([]),
});
