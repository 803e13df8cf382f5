/** What belongs to an imported habit follows it to the id that its person's secret gives. */
import { describe, expect, it } from "vitest";
import type { StoredRecord } from "../model/registers";
import { importedStamp, keyedIdentity, ORIGIN_FIELD } from "./identity";
import { keyedBy, rekeyDrafts } from "./rekey";

const ORIGIN = "ab".repeat(24);
const before = keyedIdentity(new Uint8Array(32).fill(1), ORIGIN);
const after = keyedIdentity(new Uint8Array(32).fill(2), ORIGIN);
const resolve = keyedBy(new Uint8Array(32).fill(2));

const HABIT: StoredRecord = {
  type: "habit",
  id: before.habit,
  fields: { [ORIGIN_FIELD]: [ORIGIN, importedStamp(before)] },
};

const moved = (moment: string): string | undefined =>
  rekeyDrafts([{ moment }], [HABIT], resolve)[0]?.moment;

describe("drafts", () => {
  it("of a day follow their habit", () => {
    expect(moved(`form:day:${before.habit}:2026-03-04`)).toBe(`form:day:${after.habit}:2026-03-04`);
  });

  it("of anything else keep their name", () => {
    for (const moment of ["form:habit", "i-statement", "edit:r1", "form:day:other:2026-03-04"]) {
      expect(moved(moment)).toBe(moment);
    }
  });
});
