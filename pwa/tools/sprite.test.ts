import { describe, expect, it } from "vitest";
import { shortenNumbers } from "./sprite";

describe("the numbers of a drawing", () => {
  it.each([
    ["M2.062 12.348a1 1 0 0 1 0-.696", "M2.06 12.34a1 1 0 0 1 0-.69"],
    // A flag of an arc may stand right before the number, and the next number right after it.
    ["a1 1 0 01.124.994z", "a1 1 0 01.12.99z"],
    ["l5.5.996-1.004.5", "l5.5.99-1.00.5"],
  ])("are shortened where they stand: %s", (drawing, shortened) => {
    expect(shortenNumbers(drawing)).toBe(shortened);
  });
});
