import { afterEach, describe, expect, it, vi } from "vitest";
import { activate } from "./catalogue";
import { readNumber, writeNumber } from "./numbers";

function inRegion(tag: string): void {
  activate(tag.split("-")[0] ?? tag, {});
  vi.stubGlobal("navigator", { languages: [tag] });
}

describe("a number that somebody types", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["en-GB", "8", 8],
    ["en-GB", " 0.5 ", 0.5],
    ["en-GB", "0,5", 0.5],
    ["en-GB", "1,000", 1000],
    ["en-GB", "1.125", 1.125],
    ["de-DE", "0,5", 0.5],
    ["de-DE", "1.5", 1.5],
    ["de-DE", "1.000", 1000],
    ["ar-EG", "١٢٫٥", 12.5],
    ["fa-IR", "۲۰", 20],
  ])("in %s: %s", (tag, text, value) => {
    inRegion(tag);
    expect(readNumber(text)).toBe(value);
  });

  it.each(["", "abc", "-1", "1e3", "1.2.3", "Infinity", "1,000,000", "0x10", "½"])(
    "is none: %s",
    (text) => {
      inRegion("en-GB");
      expect(readNumber(text)).toBeNull();
    },
  );

  it.each(["en-GB", "de-DE", "ar-EG", "fa-IR"])("comes back as it was written in %s", (tag) => {
    inRegion(tag);
    for (const value of [0, 0.5, 1.125, 12, 1000, 999_999.25]) {
      expect(readNumber(writeNumber(value))).toBe(value);
    }
  });
});
