/**
 * Imported habits and their entries under other ids: those of the person who imports, in place of
 * those that anybody could compute, or of another device's or account's.
 */
import { inSteps } from "../core/in-steps";
import { isEntry, type EntryFact, type Fact } from "../model/facts";
import { mergeFields } from "../model/merge";
import type { Fields, Json, Register, StoredRecord } from "../model/registers";
import {
  importedReplica,
  importedStamp,
  isOrigin,
  keyedIdentity,
  ORIGIN_FIELD,
  type Identity,
} from "./identity";

interface Things {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

export interface Origin {
  readonly origin: string;
  /** The ids it has at the moment. */
  readonly identity: Identity;
}

/** The ids that a habit of this origin gets. */
export type Resolve = (from: Origin) => Identity;

interface Move extends Origin {
  readonly to: Identity;
}

const isSame = (left: Identity, right: Identity): boolean =>
  left.habit === right.habit && left.replica === right.replica;

/** What a record was imported from; null where a person made it here. */
export function readOrigin({ type, id, fields }: StoredRecord): Origin | null {
  if (type !== "habit") return null;
  const [value, stamp = ""] = fields[ORIGIN_FIELD] ?? [];
  const replica = importedReplica(stamp);
  if (isOrigin(value) && replica !== null)
    return { origin: value, identity: { habit: id, replica } };
  return value === undefined ? readUnkeyedOrigin(id, fields) : null;
}

/** Before the origin had a field, it was the very id and the replica of the stamps. */
function readUnkeyedOrigin(id: string, fields: Fields): Origin | null {
  for (const [, stamp] of Object.values(fields)) {
    const replica = importedReplica(stamp);
    if (replica !== null && isOrigin(id + replica)) {
      return { origin: id + replica, identity: { habit: id, replica } };
    }
  }
  return null;
}

export const keyedBy =
  (secret: Uint8Array): Resolve =>
  ({ origin }) =>
    keyedIdentity(secret, origin);

/** The same things under the ids that `resolve` gives; those that become one are merged. */
export async function rekey<Kind extends Things>(things: Kind, resolve: Resolve): Promise<Kind> {
  const moves = findMoves(things.records, resolve);
  if (moves.size === 0) return things;
  const facts = new Map<string, Fact>();
  await inSteps(things.facts, (fact) => {
    const moved = isEntry(fact) ? moveEntry(fact, moves.get(fact.habit)) : fact;
    // Withdrawn wins.
    if (facts.get(moved.id)?.withdrawn !== true) facts.set(moved.id, moved);
  });
  return { ...things, records: moveRecords(things.records, moves), facts: [...facts.values()] };
}

/** By the id of the habit that moves. */
function findMoves(records: readonly StoredRecord[], resolve: Resolve): ReadonlyMap<string, Move> {
  const moves = new Map<string, Move>();
  for (const record of records) {
    const from = readOrigin(record);
    if (from === null) continue;
    const to = resolve(from);
    if (!isSame(from.identity, to)) moves.set(record.id, { ...from, to });
  }
  return moves;
}

const DAY_DRAFT = /^(form:day:)([^:]+)(:.*)$/;

/** Drafts with what was typed about a day of a habit (ui/components/day-sheet) follow the habit to its new id. */
export function rekeyDrafts<Kind extends { readonly moment: string }>(
  drafts: readonly Kind[],
  records: readonly StoredRecord[],
  resolve: Resolve,
): readonly Kind[] {
  const moves = findMoves(records, resolve);
  return drafts.map((draft) => {
    const [, before, habit = "", after] = DAY_DRAFT.exec(draft.moment) ?? [];
    const move = moves.get(habit);
    return move === undefined ? draft : { ...draft, moment: `${before}${move.to.habit}${after}` };
  });
}

function moveEntry(fact: EntryFact, move: Move | undefined): EntryFact {
  if (move === undefined) return fact;
  const { identity, to } = move;
  const isImported = fact.id.startsWith(identity.replica);
  const id = isImported ? to.replica + fact.id.slice(identity.replica.length) : fact.id;
  return { ...fact, id, habit: to.habit };
}

function moveRecords(
  records: readonly StoredRecord[],
  moves: ReadonlyMap<string, Move>,
): readonly StoredRecord[] {
  const moved = new Map<string, StoredRecord>();
  for (const record of records) {
    const next = moveRecord(record, moves);
    const key = `${next.type} ${next.id}`;
    const present = moved.get(key);
    const fields = present === undefined ? next.fields : mergeFields(present.fields, next.fields);
    moved.set(key, { ...next, fields });
  }
  return [...moved.values()];
}

function moveRecord(record: StoredRecord, moves: ReadonlyMap<string, Move>): StoredRecord {
  if (record.type === "partner") return { ...record, fields: moveShares(record.fields, moves) };
  const move = record.type === "habit" ? moves.get(record.id) : undefined;
  if (move === undefined) return record;
  const { identity, origin, to } = move;
  const fields = Object.entries(record.fields).map(([name, [value, stamp]]): [string, Register] => [
    name === `pause:${identity.replica}` ? `pause:${to.replica}` : name,
    [value, importedReplica(stamp) === identity.replica ? importedStamp(to) : stamp],
  ]);
  const named = { [ORIGIN_FIELD]: [origin, importedStamp(to)] as const };
  return { ...record, id: to.habit, fields: { ...Object.fromEntries(fields), ...named } };
}

/** A share names the habit that it shows. */
const moveShares = (fields: Fields, moves: ReadonlyMap<string, Move>): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, [value, stamp]]) => [
      name,
      [name.startsWith("share:") ? moveSubject(value, moves) : value, stamp] as const,
    ]),
  );

function moveSubject(value: Json, moves: ReadonlyMap<string, Move>): Json {
  const { subject } = (value ?? {}) as { readonly subject?: unknown };
  const move = typeof subject === "string" ? moves.get(subject) : undefined;
  return move === undefined ? value : { ...(value as object), subject: move.to.habit };
}
