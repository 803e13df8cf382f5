import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeFact, mergeFields, type FactState } from "./merge";
import type { Fields, Json } from "./registers";

interface Case<State> {
  readonly name: string;
  /** The id of the account's data key. */
  readonly key?: string;
  readonly left: State;
  readonly right: State;
  readonly merged: State;
}

const contract = JSON.parse(readFileSync("../contract/cases/merge.json", "utf8")) as {
  readonly fields: readonly Case<Fields>[];
  readonly facts: readonly Case<FactState>[];
};

// Few of each, so that equal stamps and equal values are common.
const stamps = fc.constantFrom(
  ..."123".split("").map((ms) => ms.padStart(12, "0").padEnd(32, "0")),
);
const KEYS = ["", "a".repeat(16), "b".repeat(16)];
const texts = fc.constantFrom(...KEYS.slice(1).flatMap((key) => [`v1.${key}.x`, `v1.${key}.y`]));
const values = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, 1, 1.5, "", "a", "😀", "～", [], { b: 1, a: [2] }),
  texts,
);
const names = fc.constantFrom("name", "deleted", "plan:2026-01-01");
const fields = fc.dictionary(names, fc.tuple(values, stamps), {
  maxKeys: 3,
}) as fc.Arbitrary<Fields>;
const facts: fc.Arbitrary<FactState> = fc.oneof(
  fc.constant({ withdrawn: true }),
  fc.record(
    {
      amount: values,
      habit: fc.constantFrom("h1", "h2"),
      note: texts,
      withdrawn: fc.constant(true),
    },
    { requiredKeys: ["amount", "habit"] },
  ),
);

describe("the contract", () => {
  it.each(contract.fields)("fields: $name", ({ key, left, right, merged }) => {
    expect(mergeFields(left, right, key)).toEqual(merged);
    expect(mergeFields(right, left, key)).toEqual(merged);
  });

  it.each(contract.facts)("facts: $name", ({ key, left, right, merged }) => {
    expect(mergeFact(left, right, key)).toEqual(merged);
    expect(mergeFact(right, left, key)).toEqual(merged);
  });
});

function isJoin<State>(
  arbitrary: fc.Arbitrary<State>,
  mergeUnder: (left: State, right: State, keyId: string) => State,
): void {
  const keys = fc.constantFrom(...KEYS);
  fc.assert(
    fc.property(arbitrary, arbitrary, arbitrary, keys, (first, second, third, keyId) => {
      const merge = (left: State, right: State): State => mergeUnder(left, right, keyId);
      const merged = merge(first, second);
      expect(merged).toEqual(merge(second, first));
      expect(merge(merged, third)).toEqual(merge(first, merge(second, third)));
      expect(merge(merged, first)).toEqual(merged);
      expect(merge(first, first)).toEqual(first);
    }),
  );
}

describe("merging, in any order and any number of times,", () => {
  it("gives the same fields", () => {
    isJoin(fields, mergeFields);
  });

  it("gives the same fact", () => {
    isJoin(facts, mergeFact);
  });
});
