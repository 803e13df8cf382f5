import { afterEach, describe, expect, it, vi } from "vitest";
import { activate } from "./catalogue";
import { formatNumber, formatSize } from "./format";

const ENGLISH = ["AE", "AU", "CA", "CH", "GB", "IE", "IN", "KE", "NZ", "PK", "SG", "US", "ZA"];

function inRegion(tag: string): void {
  activate(tag.split("-")[0] ?? tag);
  vi.stubGlobal("navigator", { languages: [tag] });
}

describe("a number", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(["en", ...ENGLISH.map((country) => `en-${country}`), "en-u-nu-deva", "de-DE", "ar-EG"])(
    "is written as the region writes it: %s",
    (tag) => {
      inRegion(tag);
      const format = new Intl.NumberFormat(tag);
      const numbers = [...Array(1_100).keys(), -1, 0.5, 12_345.678];
      expect(numbers.map(formatNumber)).toEqual(numbers.map((value) => format.format(value)));
    },
  );
});

describe("a size", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [0, "0 kB"],
    [1, "1 kB"],
    [999_001, "1,000 kB"],
    [1_234_567, "1.2 MB"],
    [100_000_000, "100 MB"],
  ])("of %i bytes is written as %s", (bytes, written) => {
    inRegion("en-GB");
    expect(formatSize(bytes).replaceAll("\u00a0", " ")).toBe(written);
  });
});
