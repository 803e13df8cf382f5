import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, latestStamp } from "./registers";

const stamp = (time: number): string => time.toString(16).padStart(12, "0") + "0".repeat(20);

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
