/** What an import would bring, said before anything is written: new, here already, withdrawn here. */
import type { Stamp } from "../core/clock";
import type { LocalDate } from "../core/dates";
import { inSteps } from "../core/in-steps";
import type { Imported } from "../importers/types";
import { isEntry, isLive, type EntryFact, type Fact } from "../model/facts";
import { readHabit, type Habit } from "../model/habit-record";
import { mergeFields } from "../model/merge";
import { readText, stampFields, valueOf, type StoredRecord } from "../model/registers";

export interface Held {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

export interface HabitPreview {
  readonly id: string;
  readonly name: string;
  /** Days of it in the file, and those of them that are not here yet. */
  readonly days: number;
  readonly newDays: number;
}

export interface Restorable {
  readonly type: StoredRecord["type"];
  readonly id: string;
  /** "" for what has no name. */
  readonly name: string;
}

export interface ImportPlan {
  readonly source: Imported["source"];
  readonly notes: Imported["notes"];
  readonly habits: readonly HabitPreview[];
  readonly newEntries: number;
  readonly presentEntries: number;
  /** Live in the file, withdrawn here: they stay withdrawn. */
  readonly withdrawnEntries: number;
  /** Of entries here, those that say something else in the file: what is here stays. */
  readonly differingEntries: number;
  /** Names of habits that were deleted here and stay so. */
  readonly deletedHabits: readonly string[];
  /** Of one's own export: deleted here since, however long ago; brought back only by choice. */
  readonly restorable: readonly Restorable[];
  readonly leftOut: Imported["leftOut"];
  readonly changedRecords: number;
  /** What will be merged; empty where there is nothing new. */
  readonly incoming: Held;
}

export async function planImport(imported: Imported, here: Held): Promise<ImportPlan> {
  const recordsHere = new Map(here.records.map((record) => [keyOf(record), record]));
  const deleted = new Map(
    habitsOf(here.records)
      .filter(({ isDeleted }) => isDeleted)
      .map((habit) => [habit.id, habit]),
  );
  const records = imported.records.filter((record) => brings(imported, record, recordsHere));
  const factsHere = new Map<string, Fact>();
  await inSteps(here.facts, (fact) => factsHere.set(fact.id, fact));
  const facts = await sortFacts(imported, factsHere, deleted);
  return {
    source: imported.source,
    notes: imported.notes,
    habits: await previewHabits(imported, facts.news),
    newEntries: facts.news.length,
    presentEntries: facts.present,
    withdrawnEntries: facts.withdrawn,
    differingEntries: facts.differing,
    deletedHabits: habitsOf(imported.records)
      .filter(({ id, isDeleted }) => !isDeleted && deleted.has(id))
      .map(({ name }) => name),
    restorable: imported.source === "kept" ? restorableOf(imported.records, recordsHere) : [],
    leftOut: imported.leftOut,
    changedRecords: records.length,
    incoming: { records, facts: facts.news },
  };
}

const keyOf = ({ type, id }: Pick<StoredRecord, "type" | "id">): string => `${type} ${id}`;

const habitsOf = (records: readonly StoredRecord[]): readonly Habit[] =>
  records.filter(({ type }) => type === "habit").map(readHabit);

const isDeleted = ({ fields }: StoredRecord): boolean => valueOf(fields, "deleted") === true;

function restorableOf(
  records: readonly StoredRecord[],
  here: ReadonlyMap<string, StoredRecord>,
): readonly Restorable[] {
  return records
    .filter((record) => !isDeleted(record))
    .flatMap((record) => here.get(keyOf(record)) ?? [])
    .filter(isDeleted)
    .map(({ type, id, fields }) => ({
      ...{ type, id },
      name: readText(fields, type === "promise" ? "text" : "name"),
    }));
}

/** What a plan brings, and what is brought back with it: an edit of now, which beats the deletion. */
export function withRestored({ incoming, restorable }: ImportPlan, stamp: Stamp): Held {
  const records = new Map(incoming.records.map((record) => [keyOf(record), record]));
  for (const { type, id } of restorable) {
    const key = keyOf({ type, id });
    const fields = { ...records.get(key)?.fields, ...stampFields({ deleted: false }, stamp) };
    records.set(key, { type, id, fields });
  }
  return { ...incoming, records: [...records.values()] };
}

/** Another app's habit comes once and is a person's own from then on; a record of Kept is merged. */
function brings(
  { source }: Imported,
  record: StoredRecord,
  here: ReadonlyMap<string, StoredRecord>,
): boolean {
  const stored = here.get(keyOf(record));
  if (stored === undefined) return true;
  if (source !== "kept") return false;
  const merged = mergeFields(stored.fields, record.fields);
  return Object.entries(merged).some(([name, register]) => stored.fields[name] !== register);
}

interface SortedFacts {
  readonly news: readonly Fact[];
  readonly present: number;
  readonly withdrawn: number;
  readonly differing: number;
}

async function sortFacts(
  { source, facts }: Imported,
  here: ReadonlyMap<string, Fact>,
  deleted: ReadonlyMap<string, Habit>,
): Promise<SortedFacts> {
  const news: Fact[] = [];
  let [present, withdrawn, differing] = [0, 0, 0];
  await inSteps(facts, (fact) => {
    const stored = here.get(fact.id);
    if (stored === undefined) {
      // A habit that was deleted here takes nothing more from another app.
      const isOfDeleted = isEntry(fact) && deleted.has(fact.habit);
      if (source === "kept" || !isOfDeleted) news.push(fact);
    } else if (isLive(stored) && !isLive(fact)) news.push(fact);
    else if (!isLive(stored) && isLive(fact)) withdrawn += 1;
    else {
      present += 1;
      if (!saysTheSame(stored, fact)) differing += 1;
    }
  });
  return { news, present, withdrawn, differing };
}

/** Their members are texts and numbers, none of them deeper. */
const saysTheSame = (left: Fact, right: Fact): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, value]) => right[name as keyof Fact] === value);

async function previewHabits(
  imported: Imported,
  news: readonly Fact[],
): Promise<readonly HabitPreview[]> {
  const daysByHabit = await daysByHabitOf(imported.facts.filter(isEntry));
  const newDaysByHabit = await daysByHabitOf(news.filter(isEntry));
  return habitsOf(imported.records)
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id, name }) => ({
      ...{ id, name },
      days: daysByHabit.get(id)?.size ?? 0,
      newDays: newDaysByHabit.get(id)?.size ?? 0,
    }));
}

/** The dates of each habit on which something counts. */
async function daysByHabitOf(
  facts: readonly EntryFact[],
): Promise<ReadonlyMap<string, ReadonlySet<LocalDate>>> {
  const dates = new Map<string, Set<LocalDate>>();
  await inSteps(facts, (fact) => {
    if (!isLive(fact)) return;
    const present = dates.get(fact.habit);
    if (present === undefined) dates.set(fact.habit, new Set([fact.on]));
    else present.add(fact.on);
  });
  return dates;
}
