import { describe, expect, it } from "vitest";
import { readableLabel } from "./label";

describe("a partner's label", () => {
  it("is shown as it is, in every language", () => {
    expect(readableLabel("شكراً for dinner 🫖")).toBe("شكراً for dinner 🫖");
  });

  it("loses what hides or turns the text around it", () => {
    expect(readableLabel("tea\u202e evil\u2066\u0000\n\n\ttwo\ud800")).toBe("tea evil two\ufffd");
  });

  it("is no longer than a promise", () => {
    expect(readableLabel("x".repeat(100_000))).toHaveLength(280);
    expect(readableLabel("👨‍👩‍👧".repeat(300))).toBe("👨‍👩‍👧".repeat(280));
  });
});
