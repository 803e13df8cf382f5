/**
 * Records of registers: every field carries the stamp of its last edit, and the larger
 * stamp wins. Two devices can therefore each change a field, in any order and any number
 * of times, and end equal (docs/storage.md).
 */
import { isStamp, type Stamp } from "../core/clock";

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Register = readonly [value: Json, stamp: Stamp];

export type Fields = Readonly<Record<string, Register>>;

/** The types that are recorded so far; a newer build may know more, and they are kept as they are. */
export type RecordType = "habit" | "preference";

export interface StoredRecord {
  readonly type: RecordType;
  readonly id: string;
  readonly fields: Fields;
}

/** JSON with sorted keys and no spaces: equal values have equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** Array.isArray does not narrow readonly arrays out of a union. */
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The larger stamp wins; equal stamps: the larger canonical JSON, so that all devices agree. */
export function laterRegister(left: Register, right: Register): Register {
  if (left[1] !== right[1]) return left[1] > right[1] ? left : right;
  return canonicalJson(left[0]) >= canonicalJson(right[0]) ? left : right;
}

/** Commutative, associative and idempotent: a field present on one side only is kept. */
export function mergeFields(left: Fields, right: Fields): Fields {
  const merged: Record<string, Register> = { ...left };
  for (const [name, register] of Object.entries(right)) {
    const present = merged[name];
    merged[name] = present === undefined ? register : laterRegister(present, register);
  }
  return merged;
}

/** Give every value the same stamp: one edit by one person at one moment. */
export function stampFields(values: Readonly<Record<string, Json>>, stamp: Stamp): Fields {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [value, stamp] as const]),
  );
}

export const valueOf = (fields: Fields, name: string): Json | undefined => fields[name]?.[0];

/** The largest stamp of a record, or undefined when it has no field. */
export function latestStamp(fields: Fields): Stamp | undefined {
  return Object.values(fields)
    .map(([, stamp]) => stamp)
    .filter(isStamp)
    .reduce<Stamp | undefined>(
      (latest, stamp) => (latest !== undefined && latest > stamp ? latest : stamp),
      undefined,
    );
}
