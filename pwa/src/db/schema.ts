/**
 * The stores of the database on the device.
 *
 * | store       | key          | holds                                                             |
 * |-------------|--------------|-------------------------------------------------------------------|
 * | records     | [type, id]   | registers: habits, preferences                                    |
 * | facts       | id           | entries; index `by_habit` on [habit, on, id]                       |
 * | outbox      | [type, id]   | what no server has confirmed yet, with a version that grows by edit |
 * | checkpoints | habit        | the fold of a habit's closed past, so that a start reads no decades |
 */
import type { DBSchema, IDBPTransaction } from "idb";
import type { LocalDate } from "../core/dates";
import type { Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";
import type { Checkpoint } from "../model/streaks";

export interface OutboxMark {
  readonly type: string;
  readonly id: string;
  /** Grows with each edit, so that an answer about an older edit does not clear a newer one. */
  readonly version: number;
}

export interface StoredCheckpoint {
  readonly habit: string;
  readonly checkpoint: Checkpoint;
}

export interface KeptSchema extends DBSchema {
  records: { key: [string, string]; value: StoredRecord };
  facts: { key: string; value: Fact; indexes: { by_habit: [string, LocalDate, string] } };
  outbox: { key: [string, string]; value: OutboxMark };
  checkpoints: { key: string; value: StoredCheckpoint };
}

export const ALL_STORES = ["records", "facts", "outbox", "checkpoints"] as const;

export type StoreName = (typeof ALL_STORES)[number];

export type ReadTransaction = IDBPTransaction<KeptSchema, StoreName[]>;
export type WriteTransaction = IDBPTransaction<KeptSchema, StoreName[], "readwrite">;
