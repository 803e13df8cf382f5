/** What the server knows of a device that is nudged, and of the nudges it sent (docs/protocol.md). */
import type { components } from "../api/schema";

type Wire = components["schemas"];

export interface Subscription {
  readonly session: string;
  readonly isCurrent: boolean;
  /** Only of this device. */
  readonly endpoint: string | null;
  /** Something was acknowledged since it was made. */
  readonly hasArrived: boolean;
  /** How far the last test has come. */
  readonly test: Wire["Subscribed"]["test"];
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

export type NudgeSubject = Wire["Nudge"]["type"];

/** A reminder whose last nudges had no reaction. */
export type Unanswered = Readonly<Wire["Unanswered"]>;

export type NudgeOutcome = Wire["Nudge"]["state"];

/** What a device tells the server of; that a nudge was done the server sees by what was recorded. */
export type SaidReaction = Wire["Reaction"]["kind"];

export type Reaction = NonNullable<Wire["Nudge"]["reaction"]>;

/** A nudge as it travels, but for when it was due. */
type Due<Nudge> = Readonly<Omit<Nudge, "due_at">> & {
  /** Milliseconds since 1970. */
  readonly dueAtMs: number;
};

export type PastNudge = Due<Wire["Nudge"]>;

/** When a reminder comes next: the server's rules for its zone decide, for its worker sends it. */
export type PlannedNudge = Due<Wire["Planned"]>;

export interface NudgeLog {
  /** Newest first. */
  readonly nudges: readonly PastNudge[];
  readonly unanswered: readonly Unanswered[];
  /** Soonest first. */
  readonly planned: readonly PlannedNudge[];
}
