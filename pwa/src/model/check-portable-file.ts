/**
 * What an export file must hold (portable-file.ts), checked before anything of it is used. What is not sound is left
 * out and listed; only what is no export of Kept is refused as a whole.
 */
import type { FormName } from "../contract/forms";
import { EXPORTED_TYPES, FIELD_FORMS, KEY_FORMS } from "../contract/things";
import { isStamp } from "../core/clock";
import { hasForm, isObject } from "../core/forms";
import { failed, success, type Result } from "../core/result";
import type { DamageReason } from "./damage-reasons";
import { findFactProblem } from "./fact-members";
import type { Fact } from "./facts";
import { formReason } from "./form-reasons";
import { createLeftOut, type LeftOut, type Note } from "./left-out";
import { FILE_FORMAT, FILE_VERSION, type PortableFile } from "./portable-file";
import type { Json, Register, StoredRecord } from "./registers";

export type FileProblem =
  | { readonly type: "not-json" }
  | { readonly type: "not-kept" }
  | { readonly type: "newer-version"; readonly version: number }
  /** `place` is a file and line, a table and row, or a path such as `facts[12].on`. */
  | { readonly type: "damaged"; readonly place: string; readonly reason: DamageReason };

export interface CheckedFile extends PortableFile {
  readonly leftOut: LeftOut;
}

const MAX_FIELD_CHARACTERS = 64;
const TYPES: readonly unknown[] = EXPORTED_TYPES;

/** Check a whole file, parsed from JSON. */
export function checkPortableFile(parsed: unknown): Result<CheckedFile, FileProblem> {
  if (!isObject(parsed) || parsed["format"] !== FILE_FORMAT) return failed({ type: "not-kept" });
  const { version } = parsed;
  if (typeof version !== "number") return failed({ type: "not-kept" });
  if (version !== FILE_VERSION) return failed({ type: "newer-version", version });
  for (const place of ["records", "facts"]) {
    const reason = parsed[place] === undefined ? "missing" : "wrong-kind";
    if (!Array.isArray(parsed[place])) return failed({ type: "damaged", place, reason });
  }
  return readLists(parsed as Readonly<Record<"records" | "facts", readonly unknown[]>>);
}

/** A file of which nothing can be read is damaged as a whole. */
function readLists(
  lists: Readonly<Record<"records" | "facts", readonly unknown[]>>,
): Result<CheckedFile, FileProblem> {
  const leftOut = createLeftOut();
  const records = lists.records.flatMap((record, at) =>
    readRecord(record, `records[${at}]`, leftOut.note),
  );
  const facts = lists.facts.flatMap((fact, at) =>
    readStoredFact(fact, `facts[${at}]`, leftOut.note),
  );
  const [first] = leftOut.result().named;
  if (records.length + facts.length === 0 && first !== undefined) {
    return failed({ type: "damaged", ...first });
  }
  return success({ records, facts, leftOut: leftOut.result() });
}

function readRecord(value: unknown, place: string, note: Note): readonly StoredRecord[] {
  if (!isObject(value)) return note(place, "wrong-kind");
  const { type, id, fields, ...others } = value;
  if (!TYPES.includes(type))
    return note(`${place}.type`, formReason("record_id", type, "unknown-value"));
  if (!hasForm("record_id", id)) return note(`${place}.id`, formReason("record_id", id));
  if (!isObject(fields))
    return note(`${place}.fields`, fields === undefined ? "missing" : "wrong-kind");
  for (const name of Object.keys(others)) note(`${place}.${name}`, "unknown-value");
  const read = Object.entries(fields).flatMap(([name, register]) =>
    readRegister(type as string, name, register, `${place}.fields.${name}`, note),
  );
  // One of which nothing could be read would be a habit without a name.
  if (read.length === 0 && Object.keys(fields).length > 0) return [];
  return [{ type, id, fields: Object.fromEntries(read) } as StoredRecord];
}

function readRegister(
  type: string,
  name: string,
  register: unknown,
  place: string,
  note: Note,
): readonly (readonly [string, Register])[] {
  if (name.length > MAX_FIELD_CHARACTERS) return note(place, "too-large");
  if (!Array.isArray(register) || register.length !== 2) return note(place, "wrong-kind");
  const [value, stamp] = register as unknown as readonly [Json, unknown];
  if (typeof stamp !== "string" || !isStamp(stamp))
    return note(`${place}[1]`, formReason("stamp", stamp));
  const reason = fieldReason(type, name, value);
  return reason === null ? [[name, [value, stamp]]] : note(place, reason);
}

/** Why a value can't be one of this field, or null: null empties any, and a field that is not known is kept. */
function fieldReason(type: string, name: string, value: Json): DamageReason | null {
  if (value === null) return null;
  const list = name.slice(0, name.indexOf(":") + 1);
  const keyForm = KEY_FORMS[type]?.[list];
  if (keyForm !== undefined && !hasForm(keyForm, name.slice(list.length))) return "unknown-value";
  const form: FormName | undefined = FIELD_FORMS[type]?.[list === "" ? name : list];
  return form === undefined || hasForm(form, value) ? null : formReason(form, value);
}

function readStoredFact(value: unknown, place: string, note: Note): readonly Fact[] {
  const problem = findFactProblem(value);
  if (problem === null) return [value as Fact];
  const { member, reason } = problem;
  return note(member === "" ? place : `${place}.${member}`, reason);
}
