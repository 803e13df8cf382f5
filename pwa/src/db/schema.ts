/**
 * The stores of the database on the device.
 *
 * | store       | key          | holds                                                             |
 * |-------------|--------------|-------------------------------------------------------------------|
 * | records     | [type, id]   | registers: habits, promises, reflections, preferences …            |
 * | facts       | id           | entries, index `by_habit` on [habit, on, id]; promise events, index `by_promise` |
 * | outbox      | [type, id]   | what no server has confirmed yet, with a version for each edit     |
 * | checkpoints | habit        | the fold of a habit's closed past, so that a start reads no decades |
 * | sealed      | [type, id]   | the sealed form of each thing's words, as it was or will be sent   |
 * | quarantine  | [type, id]   | what the server would not take, and why                            |
 * | meta        | name         | where the sync stands, and what this device remembers about nudges |
 * | keys        | name         | the device key and the data key wrapped by it, those it replaced; the secret of imports |
 * | drafts      | moment       | moments and forms that are not finished: on this device only        |
 * | commands    | order        | sharing commands that no server has answered yet, in their order    |
 * | shared      | name         | what a partner shows, what is shown to them, which news were seen   |
 * | reactions   | nudge        | what was said to a nudge and has not reached the server            |
 */
import type { DBSchema, IDBPTransaction } from "idb";
import type { SentByPerson, SentBySync } from "../contract/commands";
import type { Stamp } from "../core/clock";
import type { LocalDate } from "../core/dates";
import type { Draft, FormDraft } from "../model/drafts";
import type { Fact } from "../model/facts";
import type { SaidReaction } from "../model/push";
import type { StoredRecord } from "../model/registers";
import type { MySharing, SharedView } from "../model/sharing";
import type { Checkpoint } from "../model/streaks";

/** A register that ends something, and the id of the command that says the same. */
export interface Ending {
  readonly register: string;
  readonly command: string;
}

export interface OutboxMark {
  readonly type: string;
  readonly id: string;
  /** Another one with each edit, so that an answer about an older edit does not clear a newer one. */
  readonly version: number;
  /** True once others may know it, whether or not an answer came. */
  readonly isSent?: true;
  /** True once the server has refused its words: they are under a data key that was replaced. */
  readonly waitsForKey?: true;
  /** Of a partner record: what it ends and no server has answered yet. */
  readonly ends?: readonly Ending[];
}

/** A sealed text and the stamp it was written under; a fact has no stamps: "". */
export type SealedRegister = readonly [sealed: string, stamp: Stamp];

export interface SealedThing {
  readonly type: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, SealedRegister>>;
}

export interface Refusal {
  readonly type: string;
  readonly id: string;
  /** The server's word for what was wrong. */
  readonly code: string;
  /** The version of the app that offered it; a newer one tries again. */
  readonly appVersion: string;
  /** As in the outbox. */
  readonly ends?: readonly Ending[];
}

export interface SyncPosition {
  readonly name: "sync";
  /** What the build could read that came so far; an older number than this build's reads it all again. */
  readonly reads: number;
  /** The identity of the server's history; null before the first answer. */
  readonly epoch: string | null;
  readonly cursor: number;
  /** What came with the cursor, to send back; none was stored before there were any. */
  readonly headToken?: string | null;
  /** The id of the account's data key, as the last answer said. */
  readonly keyId?: string;
  /** What to add to the device's clock to get the server's, in milliseconds. */
  readonly clockOffsetMs: number;
  /** When an answer last came, in milliseconds since 1970; null = never. */
  readonly syncedAt: number | null;
}

/** What the person wants of this device, whatever the server has at the moment. */
export interface PushWish {
  readonly name: "push";
  readonly isWanted: boolean;
}

/** Whether notifications on this device may say what they are about; never synced. */
export interface NamesChoice {
  readonly name: "nudge-names";
  readonly isNamed: boolean;
}

/** The zone that this device was last seen in. */
export interface SeenZone {
  readonly name: "zone";
  readonly timeZone: string;
}

export interface StoredReaction {
  /** Id of the nudge. */
  readonly nudge: string;
  readonly kind: SaidReaction;
  /** Milliseconds since 1970, by this device's clock: it may wait long for a line. */
  readonly saidAtMs: number;
}

/** Keys the ids of what is imported where there is no account; with one it derives from the data key. */
export interface StoredImportSecret {
  readonly name: "imports";
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** A data key as it lies on this device. */
export interface HeldKey {
  /** 16 hex characters: the id that sealed values name. */
  readonly id: string;
  /** AES-GCM, not extractable: may only wrap and unwrap. */
  readonly deviceKey: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** The data key's bytes under the device key. */
  readonly wrapped: ArrayBuffer;
}

/** The newest data key that this device has had. */
export interface StoredKey extends HeldKey {
  readonly name: "data";
}

/** `retired`: those that it replaced. `pending`: asked for, without an answer so far. */
export interface StoredKeys {
  readonly name: "retired" | "pending";
  readonly keys: readonly HeldKey[];
}

/** A sharing command keeps its id until it is answered, so it is done once however often it is sent. */
export type WaitingCommand = (SentBySync | SentByPerson) & { readonly id: string };

export interface StoredCommand {
  /** Given by the store. */
  readonly order?: number;
  readonly command: WaitingCommand;
}

/** Replaced whole by every answer, and dropped when none has come for too long. */
export interface StoredView {
  readonly name: "view";
  /** Another one with each answer that was applied: an answer to an older question changes nothing. */
  readonly version: number;
  /** In milliseconds since 1970, by the device's clock. */
  readonly appliedAt: number;
  readonly view: SharedView;
}

/** What was last known to be shown to others, for when there is no network. */
export interface StoredSharing {
  readonly name: "mine";
  readonly sharing: MySharing;
}

/** Which news of a partner were on the screen of this device; nobody else is told. */
export interface StoredNewsMarks {
  readonly name: "news";
  readonly marks: readonly string[];
}

export interface StoredCheckpoint {
  readonly habit: string;
  readonly checkpoint: Checkpoint;
}

export interface KeptSchema extends DBSchema {
  records: { key: [string, string]; value: StoredRecord };
  facts: {
    key: string;
    value: Fact;
    /** A fact stands in the index of what it is about alone: it has no member for the other. */
    indexes: { by_habit: [string, LocalDate, string]; by_promise: string };
  };
  outbox: { key: [string, string]; value: OutboxMark };
  checkpoints: { key: string; value: StoredCheckpoint };
  sealed: { key: [string, string]; value: SealedThing };
  quarantine: { key: [string, string]; value: Refusal };
  meta: { key: string; value: SyncPosition | PushWish | NamesChoice | SeenZone };
  keys: { key: string; value: StoredKey | StoredKeys | StoredImportSecret };
  drafts: { key: string; value: Draft | FormDraft };
  commands: { key: number; value: StoredCommand };
  shared: { key: string; value: StoredView | StoredSharing | StoredNewsMarks };
  reactions: { key: string; value: StoredReaction };
}

export const ALL_STORES = [
  "records",
  "facts",
  "outbox",
  "checkpoints",
  "sealed",
  "quarantine",
  "meta",
  "keys",
  "drafts",
  "commands",
  "shared",
  "reactions",
] as const;

export type StoreName = (typeof ALL_STORES)[number];

export type ReadTransaction = IDBPTransaction<KeptSchema, StoreName[]>;
export type WriteTransaction = IDBPTransaction<KeptSchema, StoreName[], "readwrite">;
