import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { isFirst } from "./parts";

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

/** A module and all that it imports for good, but not what it loads later. */
function loadedFirst(path: string, found = new Set<string>()): ReadonlySet<string> {
  found.add(path);
  const imports = /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)"/gm;
  for (const [, target = ""] of readFileSync(join("src", path), "utf8").matchAll(imports)) {
    const base = join(path, "..", target);
    const file = [".ts", ".tsx", "/index.ts", "/index.tsx"]
      .map((end) => base + end)
      .find((name) => existsSync(join("src", name)));
    if (file !== undefined && !found.has(file)) loadedFirst(file, found);
  }
  return found;
}

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

  it("of the first screen are there when it is drawn", () => {
    const source = [...loadedFirst("main.ts")]
      // Its words of forms are asked for by forms only.
      .filter((path) => path !== "ui/words/failures.ts")
      .map((path) => readFileSync(join("src", path), "utf8"))
      .join("\n");
    const later = Object.keys(CATALOGUE).filter((key) => !isFirst(key));
    expect(later.filter((key) => source.includes(`"${key}"`))).toEqual([]);
    expect(source).toContain('"today.title"');
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
