import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_NAME_CHARACTERS } from "../contract/limits";
import { cleanLine, cleanNote, countCharacters, textProblem } from "./text";

describe("a line", () => {
  it("keeps every language and every emoji", () => {
    for (const name of ["Augenkontakt", "التواصل البصري", "目を見る", "👨‍👩‍👧‍👦 zusammen", "İstanbul"]) {
      expect(cleanLine(name)).toBe(name.normalize("NFC"));
    }
  });

  it("loses control characters, re-ordering marks, lone surrogates and double spaces", () => {
    expect(cleanLine("  a\u0000b\u202e c \n d\ud800 ")).toBe("ab c d\ufffd");
  });

  it("is clean once it was cleaned", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
      }),
    );
  });
});

it("a note keeps its lines", () => {
  expect(cleanNote("one\r\ntwo\n")).toBe("one\ntwo");
});

describe("a length", () => {
  it("is counted as people count", () => {
    expect(countCharacters("👨‍👩‍👧‍👦")).toBe(1);
    expect(countCharacters("é")).toBe(1);
  });

  it("is refused when it is more than the server takes, however few characters it has", () => {
    const written = "कि".repeat(10_000);
    expect(textProblem(written, 10_000)).toBeNull();
    expect(textProblem("👨‍👩‍👧‍👦".repeat(10_000), 10_000)).toBe("too-long");
  });

  it("is refused when it is none, and when it is too much", () => {
    expect(textProblem("", MAX_NAME_CHARACTERS, true)).toBe("empty");
    expect(textProblem("", MAX_NAME_CHARACTERS)).toBeNull();
    expect(textProblem("x".repeat(10_000), MAX_NAME_CHARACTERS)).toBe("too-long");
    expect(textProblem("👨‍👩‍👧‍👦".repeat(MAX_NAME_CHARACTERS), MAX_NAME_CHARACTERS)).toBeNull();
    expect(textProblem("👨‍👩‍👧‍👦".repeat(MAX_NAME_CHARACTERS + 1), MAX_NAME_CHARACTERS)).toBe("too-long");
  });

  it("of a whole book is refused at once", () => {
    expect(textProblem("x".repeat(1_000_000), MAX_NAME_CHARACTERS)).toBe("too-long");
  });
});
