import { describe, expect, it } from "vitest";
import { breathAt, breathingSeconds } from "./breathing";

const PAUSE = { rounds: 3, inSeconds: 4, outSeconds: 6 };

describe("three slow breaths", () => {
  it("take thirty seconds", () => {
    expect(breathingSeconds(PAUSE)).toBe(30);
  });

  it.each([
    [0, { phase: "in", round: 1, left: 4 }],
    [3.9, { phase: "in", round: 1, left: 1 }],
    [4, { phase: "out", round: 1, left: 6 }],
    [9.99, { phase: "out", round: 1, left: 1 }],
    [10, { phase: "in", round: 2, left: 4 }],
    [29.5, { phase: "out", round: 3, left: 1 }],
  ])("are at %d seconds where they have to be", (seconds, breath) => {
    expect(breathAt(seconds, PAUSE)).toEqual(breath);
  });

  it("are over at the end", () => {
    expect(breathAt(30, PAUSE)).toBeNull();
    expect(breathAt(500, PAUSE)).toBeNull();
  });
});
