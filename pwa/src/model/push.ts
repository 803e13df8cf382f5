/** What the server knows of a device that is nudged, and of the nudges it sent (docs/protocol.md). */
import type { LocalDate } from "../core/dates";

/** How far the last test of a device has come. */
export type TestState = "waiting" | "sent" | "arrived" | "retrying" | "refused";

export interface Subscription {
  readonly session: string;
  readonly isCurrent: boolean;
  /** Only of this device. */
  readonly endpoint: string | null;
  /** Something was acknowledged since it was made. */
  readonly hasArrived: boolean;
  readonly test: TestState | null;
}

export type PushStatus =
  /** This browser has no push, or none here: a private window, or plain http. */
  | { readonly type: "unsupported" }
  /** The person, or the browser for them, said no; only the browser's settings change that. */
  | { readonly type: "denied" }
  | { readonly type: "off"; readonly others: readonly Subscription[] }
  | {
      readonly type: "on";
      readonly current: Subscription;
      readonly others: readonly Subscription[];
    };

export type NudgeSubject = "habit" | "promise" | "preference";

/** A reminder whose last nudges had no reaction. */
export interface Unanswered {
  readonly type: NudgeSubject;
  readonly subject: string;
  readonly reminder: string;
  readonly count: number;
}

export type NudgeOutcome =
  "sent" | "retrying" | "not_needed" | "quiet" | "over_cap" | "stale" | "no_device";

/** What a device tells the server of; that a nudge was done the server sees by what was recorded. */
export type SaidReaction = "opened" | "dismissed" | "later" | "keep";

export type Reaction = SaidReaction | "done";

export interface PastNudge {
  readonly id: string;
  readonly type: NudgeSubject;
  readonly subject: string;
  readonly reminder: string;
  readonly on: LocalDate;
  /** Milliseconds since 1970. */
  readonly dueAtMs: number;
  readonly state: NudgeOutcome;
  readonly reaction: Reaction | null;
}

/** When a reminder comes next: the server's rules for its zone decide, for its worker sends it. */
export interface PlannedNudge {
  readonly type: NudgeSubject;
  readonly subject: string;
  readonly reminder: string;
  /** Milliseconds since 1970. */
  readonly dueAtMs: number;
}

export interface NudgeLog {
  /** Newest first. */
  readonly nudges: readonly PastNudge[];
  readonly unanswered: readonly Unanswered[];
  /** Soonest first. */
  readonly planned: readonly PlannedNudge[];
}
