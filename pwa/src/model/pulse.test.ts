import { describe, expect, it } from "vitest";
import type { EntryFact } from "./facts";
import { beatsOf, keptBefore } from "./pulse";
import { NO_ANSWERS, type Answers, type Reflection } from "./reflections";

const pulse = (id: string, on: string, answers: Partial<Answers> = {}): Reflection => ({
  id,
  on,
  kind: "pulse",
  mood: null,
  answers: { ...NO_ANSWERS, ...answers },
  savedAtMs: 0,
  isDeleted: false,
  deletedAtMs: null,
});

const done = (on: string, amount = 1): EntryFact => ({
  type: "entry",
  id: `00000000000000010${on.replaceAll("-", "")}`,
  habit: "h1",
  on,
  kind: "done",
  amount,
});

describe("the pulse", () => {
  it("is one a month, oldest first, with what was left out", () => {
    const newestFirst = [
      pulse("c", "2026-03-09", { 1: 5, 2: 4 }),
      pulse("b", "2026-03-02", { 1: 1 }),
      { ...pulse("x", "2026-03-01"), kind: "page" },
      pulse("a", "2026-01-20", { 5: 3 }),
    ];
    expect(beatsOf(newestFirst)).toEqual([
      { id: "a", on: "2026-01-20", values: [null, null, null, null, 3] },
      { id: "c", on: "2026-03-09", values: [5, 4, null, null, null] },
    ]);
  });

  it("stands beside the days kept since the one before, at most a month of them", () => {
    const beats = beatsOf([
      pulse("c", "2026-03-09"),
      pulse("b", "2026-02-20"),
      pulse("a", "2026-01-20"),
    ]);
    const entries = [
      ...["2025-11-01", "2026-01-19", "2026-01-20", "2026-01-21", "2026-02-20"].map((on) =>
        done(on),
      ),
      done("2026-02-20"),
      done("2026-03-01", 0),
      done("2026-03-09"),
      done("2026-03-10"),
    ];
    expect(keptBefore(beats, entries)).toEqual([2, 2, 1]);
  });
});
