import { expect, it } from "vitest";
import { grammarOf, interpolate, type MessageValues } from "../src/i18n/interpolate";
import { compileMessage } from "./compile-message";

const say = (text: string, values?: MessageValues, language = "en"): string =>
  interpolate(
    compileMessage(text),
    grammarOf(language, () => language),
    values,
  );

it("leaves plain words as they are", () => {
  expect(say("You’re here, don't hurry")).toBe("You’re here, don't hurry");
  expect(say("")).toBe("");
});

it("fills in placeholders, and never reads what stands in them", () => {
  expect(say("{name}: {state}", { name: "{state} #", state: 0 })).toBe("{state} #: 0");
  expect(say("Hello {name}", {})).toBe("Hello ");
});

it("takes the plural form that the language asks for", () => {
  const text =
    "{n, plural, =0 {none} one {# day} two {# days, a pair} few {# a few} other {# days}}";
  expect([0, 1, 2, 12_000].map((n) => say(text, { n }))).toEqual([
    "none",
    "1 day",
    "2 days",
    "12,000 days",
  ]);
  expect([2, 3].map((n) => say(text, { n }, "ar"))).toEqual(["2 days, a pair", "3 a few"]);
});

it("keeps placeholders inside of a case", () => {
  const text = "{n, plural, one {# time since {day}} other {# times since {day}}}";
  expect(say(text, { n: 3, day: "Monday" })).toBe("3 times since Monday");
});

it("chooses by a word", () => {
  const text = "{who, select, you {Yours} other {Theirs}}";
  expect(["you", "them"].map((who) => say(text, { who }))).toEqual(["Yours", "Theirs"]);
});

it("refuses at build time what the app could not say", () => {
  expect(() => compileMessage("{n, number}")).toThrow("{n}");
  expect(() => compileMessage("{n")).toThrow();
});
