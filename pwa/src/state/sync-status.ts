/** How far what is recorded has come: the number of changes that no server has yet is never hidden. */
import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Changes } from "../db/changes";
import type { Database } from "../db/open";
import { readPosition } from "../db/position";
import type { Refusal } from "../db/schema";
import type { SyncPhase } from "../model/sync-phase";

export interface SyncStatus {
  readonly phase: Signal<SyncPhase>;
  /** Changes that no server has confirmed; null before the first count. */
  readonly unsent: ReadonlySignal<number | null>;
  /** Grows with every count: one that gives the number of before may be about something new. */
  readonly counts: ReadonlySignal<number>;
  /** While the words are encrypted again under another key: how many things, of how many. */
  readonly again: Signal<{ readonly done: number; readonly total: number } | null>;
  /** What the server would not take. */
  readonly refusals: ReadonlySignal<readonly Refusal[]>;
  /** When an answer last came, in milliseconds since 1970; null = never. */
  readonly syncedAt: ReadonlySignal<number | null>;
}

/**
 * Counts again after every commit and every sync. Without an account nothing is ever sent, and a count
 * would only stand in the way of the start and of the next tap.
 */
export function createSyncStatus(database: Database, changes: Changes): SyncStatus {
  const phase = signal<SyncPhase>("off");
  const unsent = signal<number | null>(null);
  const counts = signal(0);
  const refusals = signal<readonly Refusal[]>([]);
  const syncedAt = signal<number | null>(null);

  const count = async (): Promise<void> => {
    const result = await database.read(async (transaction) => ({
      unsent: await transaction.objectStore("outbox").count(),
      refusals: await transaction.objectStore("quarantine").getAll(),
      position: await readPosition(transaction),
    }));
    // A storage that cannot be read says so where it is written to.
    if (!result.ok) return;
    unsent.value = result.value.unsent;
    refusals.value = result.value.refusals;
    syncedAt.value = result.value.position.syncedAt;
    counts.value += 1;
  };

  changes.subscribe(() => {
    if (phase.peek() !== "off") void count(); /* no await: the signals draw it */
  });
  effect(() => {
    if (phase.value !== "off" && phase.value !== "syncing") void count(); /* the same */
  });
  return { phase, unsent, counts, again: signal(null), refusals, syncedAt };
}
