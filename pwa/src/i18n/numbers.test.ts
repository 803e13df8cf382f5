import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { activate } from "./catalogue";
import { formatNumber } from "./format";
import { readNumber, toPlainDigits, writeNumber, type NumberProblem } from "./numbers";

/** The languages of the app, and those whose digits, marks or groups are unlike each of them. */
const LOCALES = [
  ...["en-GB", "en-US", "en-IN", "en-ZA", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CA", "fr-CH"],
  ...["es-ES", "es-MX", "pt-BR", "pt-PT", "it-IT", "it-CH", "nl-NL", "pl-PL", "tr-TR", "ja-JP"],
  ...["zh-CN", "ar", "ar-EG", "ar-MA", "ar-SA", "fa-IR", "ur-PK", "ckb-IQ", "ps-AF", "he-IL"],
  ...["hi-IN", "mr-IN", "bn-BD", "ne-NP", "my-MM", "dz-BT", "th-TH", "km-KH", "ru-RU", "uk-UA"],
  ...["sv-SE", "nb-NO", "fi-FI", "cs-CZ", "hu-HU", "el-GR", "lv-LV", "ff-Adlm-GN", "ccp-BD"],
];

/** `language` is the app's: it speaks another one than the person's where there is no catalogue. */
function inLocale(tag: string, language = tag.split("-")[0] ?? tag): void {
  activate(language);
  vi.stubGlobal("navigator", { languages: [tag] });
}

function problemOf(text: string): NumberProblem | null {
  const result = readNumber(text);
  return result.ok ? null : result.failure;
}

const thousandths = fc.integer({ min: 0, max: 1_000_000_000 }).map((value) => value / 1000);

describe("a number that somebody types", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["en-GB", "8", 8],
    ["en-GB", " 0.5 ", 0.5],
    ["en-GB", "0,5", 0.5],
    ["en-GB", ".5", 0.5],
    ["en-GB", ",5", 0.5],
    ["en-GB", "5.", 5],
    ["en-GB", "0,125", 0.125],
    ["en-GB", "1,000", 1000],
    ["en-GB", "1,000,000", 1_000_000],
    ["en-GB", "1.234,5", 1234.5],
    ["en-GB", "1.125", 1.125],
    ["en-IN", "12,34,567.5", 1_234_567.5],
    ["de-DE", "0,250", 0.25],
    ["de-DE", "1,250", 1.25],
    ["de-DE", ",5", 0.5],
    ["de-DE", "1.5", 1.5],
    ["de-DE", "0.250", 0.25],
    ["de-DE", "1.000", 1000],
    ["de-DE", "1,234.5", 1234.5],
    ["de-CH", "1'250", 1250],
    ["de-CH", "1’250.5", 1250.5],
    ["fr-FR", "0,250", 0.25],
    ["fr-FR", "1,250", 1.25],
    ["fr-FR", "1 250,5", 1250.5],
    ["es-ES", "1.250", 1250],
    ["ar-EG", "١٢٫٥", 12.5],
    ["ar-EG", "١٬٢٥٠", 1250],
    ["ar-EG", "١٢،٥", 12.5],
    ["fa-IR", "۲۰", 20],
    ["hi-IN", "१२.५", 12.5],
    ["ja-JP", "１，２５０．５", 1250.5],
  ])("in %s: %s", (tag, text, value) => {
    inLocale(tag);
    expect(readNumber(text)).toEqual({ ok: true, value });
    inLocale(tag, "en");
    expect(readNumber(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["fr-FR", "1.250", 1250, 1.25],
    ["pl-PL", "12.125", 12_125, 12.125],
    ["de-CH", "1,250", 1250, 1.25],
    ["ar-EG", "١,٢٥٠", 1250, 1.25],
  ])("in %s may be either: %s", (tag, text, whole, fractional) => {
    inLocale(tag);
    expect(problemOf(text)).toEqual({ type: "two-readings", whole, fractional });
  });

  it.each([
    ...["", "abc", "-1", "1e3", "1.2.3", "1,00,0", "Infinity", "0x10", "½", "5²", "."],
    ...["1.234,567.8", "0,125,000", "1 2", "1,,5", "12 345 6", "1٫2٫3", "1.5 000"],
  ])("is none: %s", (text) => {
    inLocale("en-GB");
    expect(problemOf(text)).toEqual({ type: "no-number" });
  });

  it("is not rounded behind the back of the person", () => {
    inLocale("de-DE");
    expect(problemOf("0,12345")).toEqual({ type: "too-precise" });
    expect(readNumber("0,5000")).toEqual({ ok: true, value: 0.5 });
  });

  it.each(LOCALES)("is read back as Intl writes it in %s", (tag) => {
    const format = new Intl.NumberFormat(tag);
    const always = new Intl.NumberFormat(tag, { useGrouping: "always" });
    const plain = new Intl.NumberFormat(tag, { useGrouping: false });
    inLocale(tag);
    fc.assert(
      fc.property(thousandths, (value) => {
        for (const text of [format, always, plain].map((one) => one.format(value))) {
          expect([text, readNumber(text)]).toEqual([text, { ok: true, value }]);
        }
      }),
      { seed: 1, examples: [[0], [0.001], [0.25], [1.125], [999.999], [1000], [1250], [12_345]] },
    );
  });

  it.each(LOCALES)("is read back as the app writes it in %s, whatever its language", (tag) => {
    for (const language of [tag.split("-")[0] ?? tag, "en", "de"]) {
      inLocale(tag, language);
      fc.assert(
        fc.property(thousandths, (value) => {
          expect(readNumber(writeNumber(value))).toEqual({ ok: true, value });
          expect(readNumber(formatNumber(value))).toEqual({ ok: true, value });
        }),
        { seed: 2 },
      );
    }
  });
});

describe("digits", () => {
  it("are those of all scripts, and nothing else becomes one", () => {
    expect(toPlainDigits("٠١٩ ۰۹ ०९ ০৯ ๐๙ 𞥐𞥙 ０９ 𝟎𝟗𝟘𝟡 a²½Ⅷ一")).toBe(
      "019 09 09 09 09 09 09 0909 a²½Ⅷ一",
    );
  });
});
