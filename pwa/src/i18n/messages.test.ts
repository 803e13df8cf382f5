import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { areasIn } from "../../tools/messages";

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join("src", path), "utf8") }));

const MESSAGES = "src/i18n/messages";
const CATALOGUE = Object.assign(
  {},
  ...readdirSync(MESSAGES).map(
    (file) => JSON.parse(readFileSync(join(MESSAGES, file), "utf8")) as object,
  ),
) as Record<string, string>;

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set(["alt", "aria-label", "aria-description", "label", "placeholder", "title"]);
const HAS_LETTER = /\p{L}/u;

/** Blame, loss and hurry, in every form that English has for them. */
const UNKIND =
  /\b(fail\w*|missed|missing|broke\w*|los[et] (it|your)\w*|should|overdue|shame\w*|guilt\w*|behind schedule|disappoint\w*|last chance|hurry)\b|!/i;

function hardCodedWords(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && HAS_LETTER.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && isText(node.initializer)) {
      found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((words) => `${path}: ${words}`);
}

const isText = (value: ts.JsxAttributeValue | undefined): boolean =>
  value !== undefined && ts.isStringLiteral(value) && HAS_LETTER.test(value.text);

describe("the words of the app", () => {
  it("all stand in the catalogue", () => {
    const screens = SOURCES.filter(({ path }) => path.endsWith(".tsx"));
    expect(screens.flatMap(({ path, text }) => hardCodedWords(path, text))).toEqual([]);
  });

  it("that are hard-coded would be found", () => {
    const text = `const a = <p title="Read me">Hello <b>{t("x")}</b></p>;`;
    expect(hardCodedWords("a.tsx", text)).toEqual(['a.tsx: title="Read me"', "a.tsx: Hello"]);
  });

  it("are all in use", () => {
    const source = SOURCES.map(({ text }) => text).join("\n");
    const isUsed = (key: string): boolean =>
      source.includes(`"${key}"`) || beginnings(key).some((start) => source.includes(start));
    expect(Object.keys(CATALOGUE).filter((key) => !isUsed(key))).toEqual([]);
  });

  it("travel with each module that names them", () => {
    const areas = new Set(Object.keys(CATALOGUE).map((key) => key.slice(0, key.indexOf("."))));
    for (const { path, text } of SOURCES) {
      const named = Object.keys(CATALOGUE).filter((key) => text.includes(`"${key}"`));
      const brought = areasIn(text, areas);
      expect(
        named
          .map((key) => key.slice(0, key.indexOf(".")))
          .filter((area) => !brought.includes(area)),
        path,
      ).toEqual([]);
    }
    expect(areasIn('t("today.title"); t(`level.${level}_text`); "other.thing"', areas)).toEqual([
      "level",
      "today",
    ]);
  });

  it("are kind: no blame, no loss, no exclamation (CR-22)", () => {
    // The one sentence that explains spares has to name what a spare is for.
    const words = Object.entries(CATALOGUE).filter(([key]) => key !== "spares.rule");
    expect(words.filter(([, text]) => UNKIND.test(text))).toEqual([]);
  });

  it("that are unkind would be found", () => {
    const unkind = [
      "You missed a day",
      "It failed",
      "a broken streak",
      "Don’t lose it",
      "Well done!",
    ];
    expect(unkind.filter((text) => !UNKIND.test(text))).toEqual([]);
  });
});

/** `fault.storage-full` may be asked for as `fault.${…}`. */
const beginnings = (key: string): string[] =>
  [...key.matchAll(/[._]/g)].map(({ index }) => `\`${key.slice(0, index + 1)}\${`);
