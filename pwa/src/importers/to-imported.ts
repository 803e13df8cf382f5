/** Habits from elsewhere as records and facts of Kept, with ids that a later backup meets again. */
import { MAX_NAME_CHARACTERS, MAX_NOTE_CHARACTERS, MAX_UNIT_CHARACTERS } from "../contract/limits";
import { addDays, type LocalDate } from "../core/dates";
import type { EntryFact } from "../model/facts";
import { DEFAULT_GLYPH } from "../model/glyphs";
import { planField, planValue } from "../model/habit-record";
import { pauseField } from "../model/pauses";
import { stampFields, type Json, type StoredRecord } from "../model/registers";
import { charactersOf, cleanLine, cleanNote, textProblem } from "../model/text";
import {
  importedFactId,
  importedStamp,
  openIdentity,
  ORIGIN_FIELD,
  originOf,
  type Identity,
} from "./identity";
import { refuseIfEmpty, type Sieve } from "./left-out";
import type { ForeignDay, ForeignHabit, Imported, ImportMoment, ImportNote, Source } from "./types";

export function toImported(
  source: Exclude<Source, "kept">,
  habits: readonly ForeignHabit[],
  moment: ImportMoment,
  sieve: Sieve,
): Imported {
  refuseIfEmpty(sieve, habits.length);
  const app = source === "beaver" ? "beaver" : "loop";
  const all = habits.map((habit, index) => convert(habit, originOf(app, habit.key), index, moment));
  return {
    source,
    records: all.map(({ record }) => record),
    facts: all.flatMap(({ facts }) => facts),
    notes: all.flatMap(({ notes }) => notes),
    leftOut: sieve.result(),
  };
}

function convert(
  habit: ForeignHabit,
  origin: string,
  index: number,
  moment: ImportMoment,
): { record: StoredRecord; facts: EntryFact[]; notes: ImportNote[] } {
  const identity = openIdentity(origin);
  const name = cut(cleanLine(habit.name), MAX_NAME_CHARACTERS) || `${index + 1}`;
  const unit = cut(cleanLine(habit.unit), MAX_UNIT_CHARACTERS);
  const days = oncePerDay(habit.days);
  const facts = days.map((day) => toFact(day, identity));
  const values = {
    ...{ name, cue: "", unit, practice: null, step: null, glyph: DEFAULT_GLYPH, hue: habit.hue },
    ...{ position: moment.nowMs + index, [ORIGIN_FIELD]: origin },
    ...planAndPause(habit, days, identity, moment.today),
  };
  const fields = stampFields(values, importedStamp(identity));
  const isCut =
    name !== cleanLine(habit.name) ||
    unit !== cleanLine(habit.unit) ||
    days.some(
      ({ note }) =>
        note.length > MAX_NOTE_CHARACTERS && cut(cleanNote(note), MAX_NOTE_CHARACTERS) !== note,
    );
  const types = new Set([...habit.notes, ...(isCut ? (["shortened"] as const) : [])]);
  return {
    record: { type: "habit", id: identity.habit, fields },
    facts,
    notes: [...types].map((type) => ({ type, habit: name })),
  };
}

/** The plan begins with the first day there is; a habit that was put away pauses after its last one. */
function planAndPause(
  habit: ForeignHabit,
  days: readonly ForeignDay[],
  { replica }: Identity,
  today: LocalDate,
): Record<string, Json> {
  const dates = days.map(({ on }) => on).sort();
  const plan = { [planField(dates[0] ?? today)]: planValue(habit.plan) };
  if (!habit.isArchived) return plan;
  const last = dates.at(-1);
  const from = last === undefined ? today : addDays(last, 1);
  return { ...plan, archived: true, [pauseField(replica)]: { from, to: null } };
}

/** Of two values for one day the first counts, as in Loop's own migration 22.sql. */
function oncePerDay(days: readonly ForeignDay[]): readonly ForeignDay[] {
  const byDate = new Map<LocalDate, ForeignDay>();
  for (const day of days) if (!byDate.has(day.on)) byDate.set(day.on, day);
  return [...byDate.values()];
}

function toFact(day: ForeignDay, identity: Identity): EntryFact {
  const { on, kind, amount } = day;
  const note = cut(cleanNote(day.note), MAX_NOTE_CHARACTERS);
  const id = importedFactId(identity, on);
  const fact = { type: "entry", id, habit: identity.habit, on, kind, amount } as const;
  return note === "" ? fact : { ...fact, note };
}

/** As many characters as there is room for, where people would count them. */
function cut(text: string, limit: number): string {
  if (textProblem(text, limit) === null) return text;
  return charactersOf(text).slice(0, limit).join("").trim();
}
