import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { ALL_MOMENTS, findMoment, MOMENTS, momentsFor, stepsOf, type MomentStep } from "./moments";
import { NO_ANSWERS, SLOTS } from "./reflections";

const MESSAGES = JSON.parse(readFileSync("src/i18n/messages/en.json", "utf8")) as Record<
  string,
  string
>;
const PRACTICES = (
  parse(readFileSync("../server/practices/catalogue.toml", "utf8"))["practice"] as {
    slug: string;
  }[]
).map(({ slug }) => slug);

/** The moments that the design names, in its words; the page of one's own is a moment too. */
const NAMED = [
  "i-statement",
  "repair",
  "boundary",
  "feedback",
  "body-pause",
  "reflect-back",
  "daily-check-in",
  "weekly-check-in",
  "rebuild",
  "benefit-of-the-doubt",
  "page",
  "pulse",
  "review",
];

function keysOf(slug: string, step: MomentStep): string[] {
  const own = `moment.${slug}.${step.id}`;
  const more = (): string[] => {
    if (step.kind === "scale") return [`${own}_low`, `${own}_high`];
    return step.kind === "choice" ? step.options.map((option) => `${own}_${option}`) : [];
  };
  return [own, `${own}_hint`, ...more()];
}

describe("the moments", () => {
  it("are all those that were asked for", () => {
    expect(ALL_MOMENTS.map(({ slug }) => slug).sort()).toEqual([...NAMED].sort());
  });

  it("have all their words in the catalogue, and the catalogue has no others", () => {
    const wanted = ALL_MOMENTS.flatMap(({ slug, steps }) => [
      ...["name", "about", "end"].map((name) => `moment.${slug}.${name}`),
      ...steps.flatMap((step) => keysOf(slug, step)),
    ]);
    const present = Object.keys(MESSAGES).filter((key) => /^moment\.[\w-]+\./.test(key));
    expect([...present].sort()).toEqual([...wanted].sort());
  });

  it("keep each answer in a place of its own", () => {
    for (const { slug, steps } of ALL_MOMENTS) {
      const slots = steps.flatMap((step) => ("slot" in step ? [step.slot] : []));
      expect(new Set(slots).size, slug).toBe(slots.length);
      expect(slots.filter((slot) => slot !== "mood").every((slot) => SLOTS.includes(slot))).toBe(
        true,
      );
      expect(new Set(steps.map(({ id }) => id)).size, slug).toBe(steps.length);
    }
  });

  it("lead to practices that exist, and are reached from them", () => {
    for (const { practice, also = [] } of MOMENTS) {
      for (const slug of [practice, ...also]) {
        if (slug === undefined) continue;
        expect(PRACTICES).toContain(slug);
        expect(momentsFor(slug)).not.toEqual([]);
      }
    }
  });

  it("promise from an answer that they ask for", () => {
    for (const { promise, steps } of MOMENTS) {
      if (promise === undefined) continue;
      expect(steps.some((step) => step.kind === "text" && step.slot === promise)).toBe(true);
    }
  });

  it("show a page for reading aloud only to those who chose it", () => {
    const weekly = findMoment("weekly-check-in");
    if (weekly === undefined) throw new Error("no weekly check-in");
    const shown = (way: string | null) =>
      stepsOf(weekly, { ...NO_ANSWERS, 6: way }).some(({ id }) => id === "aloud");
    expect([shown(null), shown("alone"), shown("aloud")]).toEqual([false, false, true]);
  });
});
