import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWords } from "./search";

describe("a search", () => {
  it("finds words in any order, in capitals or not, and parts of them", () => {
    expect(hasWords("Face them, phone away", "PHONE face")).toBe(true);
    expect(hasWords("Reflect back", "flect")).toBe(true);
    expect(hasWords("Reflect back", "reflect forward")).toBe(false);
  });

  it("does without accents, umlauts and vowel marks, whichever side has them", () => {
    const pairs = [
      ["Café am Morgen", "cafe"],
      ["Ärger zulassen", "arger"],
      ["Strasse", "straße"],
      ["İstanbul", "istanbul"],
      ["مُحَادَثَة", "محادثة"],
      ["résumé", "re\u0301sume\u0301"],
    ] as const;
    for (const [text, query] of pairs) expect(hasWords(text, query), query).toBe(true);
  });

  it("for nothing finds everything", () => {
    expect(hasWords("anything", "  ")).toBe(true);
  });

  it("finds every text by itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(hasWords(text, text)).toBe(true);
      }),
    );
  });
});
