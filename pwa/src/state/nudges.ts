/** How nudges stand on this device: what the server has, and which reminders nobody answers. */
import { signal, type Signal } from "@preact/signals";
import type { PlannedNudge, PushStatus, Unanswered } from "../model/push";

export interface NudgeState {
  /** Null while it is not known: nothing was asked yet, or the server was not reached. */
  readonly push: Signal<PushStatus | null>;
  readonly unanswered: Signal<readonly Unanswered[]>;
  /** When reminders come next, as the server last said; empty while that is not known. */
  readonly planned: Signal<readonly PlannedNudge[]>;
}

export const createNudgeState = (): NudgeState => ({
  push: signal(null),
  unanswered: signal([]),
  planned: signal([]),
});
