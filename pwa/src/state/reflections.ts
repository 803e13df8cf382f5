/** What somebody has written for themselves, as signals; read when a screen first asks. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { StampClock } from "../core/clock";
import type { Result } from "../core/result";
import type { Changes } from "../db/changes";
import { readDrafts } from "../db/drafts";
import type { StorageFailure } from "../db/failures";
import type { Database } from "../db/open";
import { readReflections } from "../db/reflections";
import type { Draft } from "../model/drafts";
import { mergeFields } from "../model/merge";
import { newestFirst, readReflection, type Reflection } from "../model/reflections";
import { latestStamp, type StoredRecord } from "../model/registers";

export interface Reflections {
  /** Not deleted, newest first. */
  readonly present: ReadonlySignal<readonly Reflection[]>;
  /** Deleted, newest first. */
  readonly deleted: ReadonlySignal<readonly Reflection[]>;
  /** Moments that were begun on this device and are not finished. */
  readonly drafts: ReadonlySignal<readonly Draft[]>;
  /** Id of the draft that the tap of a moment ago has begun: opening it is no coming back. */
  readonly justBegun: Signal<string | null>;
  /** Deleted ones too, for an undo that is still on the screen. */
  readonly find: (id: string) => Reflection | undefined;
  /** Read the drafts again, which no commit tells of. */
  readonly readDrafts: () => Promise<void>;
}

export interface ReflectionsContext {
  readonly database: Database;
  readonly changes: Changes;
  readonly stamps: StampClock;
}

export type ReflectionsStatus =
  | { readonly type: "unread" }
  | { readonly type: "loading" }
  | { readonly type: "ready"; readonly reflections: Reflections }
  | { readonly type: "failed"; readonly failure: StorageFailure };

type Records = ReadonlyMap<string, StoredRecord>;

/** Read them unless they are read already; after a failure, try again. */
export async function loadReflections(
  status: Signal<ReflectionsStatus>,
  context: ReflectionsContext,
): Promise<void> {
  const { type } = status.peek();
  if (type === "loading" || type === "ready") return;
  status.value = { type: "loading" };
  const result = await openReflections(context);
  status.value = result.ok
    ? { type: "ready", reflections: result.value }
    : { type: "failed", failure: result.failure };
}

/** Read them, and follow every commit from then on. */
export async function openReflections({
  database,
  changes,
  stamps,
}: ReflectionsContext): Promise<Result<Reflections, StorageFailure>> {
  const records = signal<Records>(new Map());
  const drafts = signal<readonly Draft[]>([]);
  const justBegun = signal<string | null>(null);

  const load = async (): Promise<Result<readonly StoredRecord[], StorageFailure>> => {
    const before = records.peek();
    const result = await readReflections(database);
    if (!result.ok) return result;
    // What was written while this was read is in the signal, but not in what was read.
    if (records.peek() !== before) return load();
    observeStamps(stamps, result.value);
    records.value = new Map(result.value.map((record) => [record.id, record]));
    return result;
  };
  const loadDrafts = async (): Promise<void> => {
    const result = await readDrafts(database);
    if (result.ok) drafts.value = result.value;
  };

  changes.subscribe((change) => {
    if (change.type === "replaced") {
      void load(); /* no await: the screen follows when the disk has answered */
      void loadDrafts(); /* the same */
      return;
    }
    if (change.type === "shared") return;
    const news = change.records.filter(({ type }) => type === "reflection");
    if (news.length > 0) records.value = withRecords(records.value, news);
  });
  const loaded = await load();
  if (!loaded.ok) return loaded;
  await loadDrafts();
  return { ok: true, value: { ...readModels(records), drafts, justBegun, readDrafts: loadDrafts } };
}

function readModels(
  records: ReadonlySignal<Records>,
): Pick<Reflections, "present" | "deleted" | "find"> {
  const all = computed(() => [...records.value.values()].map(readReflection).sort(newestFirst));
  return {
    present: computed(() => all.value.filter(({ isDeleted }) => !isDeleted)),
    deleted: computed(() => all.value.filter(({ isDeleted }) => isDeleted)),
    find: (id) => all.value.find((reflection) => reflection.id === id),
  };
}

/** An edit must beat what is here, also on a device whose clock was set back. */
function observeStamps(stamps: StampClock, records: readonly StoredRecord[]): void {
  for (const { fields } of records) {
    const latest = latestStamp(fields);
    if (latest !== undefined) stamps.observe(latest);
  }
}

/** Merged, not replaced: a message from another tab may be older than what this tab wrote since. */
function withRecords(records: Records, changed: readonly StoredRecord[]): Records {
  const next = new Map(records);
  for (const record of changed) {
    const fields = mergeFields(next.get(record.id)?.fields ?? {}, record.fields);
    next.set(record.id, { ...record, fields });
  }
  return next;
}
