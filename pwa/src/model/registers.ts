/**
 * Records of registers: every field carries the stamp of its last edit, so that two devices can
 * each change one and end equal (merge.ts, docs/storage.md).
 */
import type { RecordType } from "../contract/things";
import { isStamp, type Stamp } from "../core/clock";

export type { RecordType };

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Register = readonly [value: Json, stamp: Stamp];

export type Fields = Readonly<Record<string, Register>>;

/** A newer build may know more types, and they are kept as they are. */
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

/** Give every value the same stamp: one edit by one person at one moment. */
export function stampFields(values: Readonly<Record<string, Json>>, stamp: Stamp): Fields {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [value, stamp] as const]),
  );
}

export const valueOf = (fields: Fields, name: string): Json | undefined => fields[name]?.[0];

export function readText(fields: Fields, name: string): string {
  const value = valueOf(fields, name);
  return typeof value === "string" ? value : "";
}

export function readNumber(fields: Fields, name: string): number {
  const value = valueOf(fields, name);
  return typeof value === "number" ? value : 0;
}

/** The items of a list that is kept as one register each; what entered was validated at the edge. */
export const readItems = (fields: Fields, prefix: string): { key: string; item: unknown }[] =>
  Object.entries(fields)
    .filter(([name, [value]]) => name.startsWith(prefix) && value !== null)
    .map(([name, [value]]) => ({ key: name.slice(prefix.length), item: value }));

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
