import { describe, expect, it } from "vitest";
import type { EntryFact } from "./facts";
import { entriesToUndo, tapOf, type TappedDay } from "./taps";

const OPEN: TappedDay = {
  amount: 0,
  target: 1,
  isLimit: false,
  isSaid: false,
  isDone: false,
  isRest: false,
};

const step = (id: string, values: Partial<EntryFact> = {}): EntryFact => ({
  type: "entry",
  id,
  habit: "h",
  on: "2026-11-23",
  kind: "done",
  amount: 1,
  ...values,
});

const idsOf = (entries: readonly EntryFact[]) => entries.map(({ id }) => id);

describe("a tap", () => {
  it.each<readonly [string, Partial<TappedDay>, ReturnType<typeof tapOf>]>([
    ["does a plain habit at once", {}, { type: "log", amount: 1 }],
    ["takes a done day back", { amount: 1, isSaid: true, isDone: true }, { type: "undo" }],
    ["takes a rest back", { isRest: true }, { type: "undo" }],
    ["counts up to a small target", { amount: 2, target: 8 }, { type: "log", amount: 1 }],
    ["adds no more than is missing", { amount: 2, target: 2.5 }, { type: "log", amount: 0.5 }],
    ["fills a small share", { target: 0.5 }, { type: "log", amount: 0.5 }],
    ["fills a large target", { amount: 5, target: 20 }, { type: "log", amount: 15 }],
    ["says none of what is to be none", { target: 0, isLimit: true }, { type: "log", amount: 0 }],
    [
      "takes that word back",
      { target: 0, isLimit: true, isSaid: true, isDone: true },
      { type: "undo" },
    ],
    [
      "counts one more within a limit, although the day is kept",
      { amount: 1, target: 2, isLimit: true, isSaid: true, isDone: true },
      { type: "log", amount: 1 },
    ],
    [
      "counts one more beyond it, too",
      { amount: 3, target: 2, isLimit: true, isSaid: true },
      { type: "log", amount: 1 },
    ],
    ["asks how much of a large limit", { target: 60, isLimit: true }, { type: "ask" }],
  ])("%s", (_, day, expected) => {
    expect(tapOf({ ...OPEN, ...day })).toEqual(expected);
  });
});

describe("an undo", () => {
  it("takes back one step of a counted habit, and a step with words last", () => {
    const steps = [step("a0"), step("a1"), step("a2", { note: "she laughed" })];
    const counted = { ...OPEN, target: 3 };
    expect(idsOf(entriesToUndo(steps, counted))).toEqual(["a1"]);
    expect(idsOf(entriesToUndo(steps.slice(2), counted))).toEqual(["a2"]);
  });

  it("takes back all that shows a plain habit as done, and leaves a note without a tick", () => {
    const entries = [step("a0"), step("b0"), step("n0", { amount: 0, note: "tired" })];
    expect(idsOf(entriesToUndo(entries, OPEN))).toEqual(["a0", "b0"]);
  });

  it("takes back the word that there was none", () => {
    const entries = [step("a0", { amount: 0 })];
    const none = { ...OPEN, target: 0, isLimit: true };
    expect(idsOf(entriesToUndo(entries, none))).toEqual(["a0"]);
  });

  it("of a rest leaves what was done", () => {
    const entries = [step("a0"), step("r0", { kind: "rest", amount: 0 })];
    expect(idsOf(entriesToUndo(entries, { ...OPEN, isRest: true }))).toEqual(["r0"]);
  });
});
