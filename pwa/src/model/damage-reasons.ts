/** Where a file is broken and why, out of what a schema found. */
import type * as v from "valibot";

const REASONS = [
  "checksum",
  "corrupt",
  "cut-off",
  "missing",
  "no-column",
  "no-date",
  "no-file",
  "no-number",
  "no-table",
  "no-text",
  "too-large",
  "unknown-value",
  "wrong-kind",
] as const;

export type DamageReason = (typeof REASONS)[number];

const BY_TYPE: Readonly<Record<string, DamageReason>> = {
  string: "no-text",
  number: "no-number",
  integer: "no-number",
  max_length: "too-large",
  max_value: "too-large",
  literal: "unknown-value",
  picklist: "unknown-value",
  check: "unknown-value",
  min_value: "unknown-value",
  regex: "unknown-value",
};

/** A schema may say it itself, in place of valibot's own words, which nobody is to read. */
export function reasonOf({ message, received, type }: v.BaseIssue<unknown>): DamageReason {
  const said = REASONS.find((known) => known === message);
  if (said !== undefined) return said;
  return received === "undefined" ? "missing" : (BY_TYPE[type] ?? "wrong-kind");
}

/** A path such as `facts[12].on`. */
export const placeOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .slice(1);
