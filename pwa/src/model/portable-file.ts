/**
 * The export file: everything a person recorded, as JSON that another copy of Kept can read.
 *
 * | field   | value                                                                |
 * |---------|----------------------------------------------------------------------|
 * | format  | "kept"                                                               |
 * | version | 1                                                                    |
 * | records | [{type, id, fields: {name: [value, stamp]}}], by type and id         |
 * | facts   | entries {type, id, habit, on, kind, amount, note?, withdrawn?} and   |
 * |         | promise events {type, id, promise, on, kind, stamp, to_on?, to_time?, |
 * |         | to_zone?, note?, withdrawn?}, by id                                  |
 *
 * It carries no time of its own: equal contents give equal bytes.
 */
import type { Fact } from "./facts";
import { canonicalJson, type Json, type StoredRecord } from "./registers";

export const FILE_FORMAT = "kept";
export const FILE_VERSION = 1;

export interface PortableFile {
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
}

/** One thing a line, so that a person can read it and a tool can compare two of them. */
export function writePortableFile({ records, facts }: PortableFile): string {
  const lines = (things: readonly object[]): string =>
    things.map((thing) => `\n${canonicalJson(thing as Json)}`).join(",");
  return (
    `{"format":"${FILE_FORMAT}","version":${FILE_VERSION},` +
    `\n"records":[${lines(records)}],\n"facts":[${lines(facts)}]}\n`
  );
}
