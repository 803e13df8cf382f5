import { describe, expect, it } from "vitest";
import { createFactIds, isFactId, isRecordId, mintRecordId, mintReplica } from "./ids";

describe("a fact's id", () => {
  it("is its replica and a running number", () => {
    const mint = createFactIds(() => "00000000000000aa");
    expect([mint(), mint()]).toEqual(["00000000000000aa0", "00000000000000aa1"]);
  });

  it("is never issued twice, also when the replica changes and comes back", () => {
    const replicas = ["00000000000000aa", "00000000000000bb", "00000000000000aa"];
    let at = 0;
    const mint = createFactIds(() => replicas[at] ?? "");
    const ids = replicas.flatMap(() => {
      const pair = [mint(), mint()];
      at += 1;
      return pair;
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isFactId)).toBe(true);
  });
});

it("a replica and a record id have the promised form", () => {
  expect(mintReplica()).toMatch(/^[0-9a-f]{16}$/);
  expect(isRecordId(mintRecordId())).toBe(true);
  expect(isRecordId("Habit/1")).toBe(false);
  expect(isFactId("not an id")).toBe(false);
});
