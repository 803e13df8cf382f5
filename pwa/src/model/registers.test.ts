import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, latestStamp, mergeFields, stampFields, type Fields } from "./registers";

const stamp = (time: number): string => time.toString(16).padStart(12, "0") + "0".repeat(20);

const value = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string());
const register = fc.tuple(value, fc.integer({ min: 0, max: 3 }).map(stamp));
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom("name", "cue", "hue"), register);

describe("a merge of registers", () => {
  it("does not depend on the order", () => {
    fc.assert(
      fc.property(fields, fields, (left, right) => {
        expect(mergeFields(left, right)).toEqual(mergeFields(right, left));
      }),
    );
  });

  it("does not depend on the grouping", () => {
    fc.assert(
      fc.property(fields, fields, fields, (first, second, third) => {
        expect(mergeFields(mergeFields(first, second), third)).toEqual(
          mergeFields(first, mergeFields(second, third)),
        );
      }),
    );
  });

  it("changes nothing when it is done twice", () => {
    fc.assert(
      fc.property(fields, fields, (left, right) => {
        const once = mergeFields(left, right);
        expect(mergeFields(once, right)).toEqual(once);
      }),
    );
  });

  it("keeps the later edit of each field", () => {
    const left = {
      ...stampFields({ name: "A" }, stamp(2)),
      ...stampFields({ cue: "a" }, stamp(1)),
    };
    const right = {
      ...stampFields({ name: "B" }, stamp(1)),
      ...stampFields({ cue: "b" }, stamp(2)),
    };
    const merged = mergeFields(left, right);
    expect(merged["name"]?.[0]).toBe("A");
    expect(merged["cue"]?.[0]).toBe("b");
  });
});

describe("canonical JSON", () => {
  it("is the same for the same members in another order", () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: "x" })).toBe(
      canonicalJson({ a: "x", b: [1, { c: true, d: null }] }),
    );
  });

  it("is JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const text = canonicalJson(json as Parameters<typeof canonicalJson>[0]);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(json)));
      }),
    );
  });
});

it("the latest stamp of a record is found", () => {
  expect(latestStamp({ name: ["A", stamp(1)], cue: ["", stamp(9)] })).toBe(stamp(9));
  expect(latestStamp({})).toBeUndefined();
});
