/**
 * Vite plug-in: the words of a screen travel with its code.
 *
 * A catalogue (ICU MessageFormat in JSON) falls into areas by the first part of its keys: `today.title` is of the
 * area `today`. A module that names a message gets an import of all words of its area, so that they are in the
 * same file as the first code that needs them. Each message is compiled to a compact array.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { compileMessage } from "./compile-message";

const ENGLISH = fileURLToPath(new URL("../src/i18n/messages/en.json", import.meta.url));
const CATALOGUE = fileURLToPath(new URL("../src/i18n/catalogue.ts", import.meta.url));
const OF_THE_APP = /\/src\/(?!i18n\/).+(?<!\.test)\.tsx?$/;
const AREA_OF = "\0virtual:words/";
/** The beginning of a key in quotes, as a whole or before what a template puts in. */
const NAMED = /["`]([a-z_]+)\.[a-z$]/g;

type Areas = ReadonlyMap<string, Readonly<Record<string, string>>>;

function readAreas(): Areas {
  const areas = new Map<string, Record<string, string>>();
  const words = JSON.parse(readFileSync(ENGLISH, "utf8")) as Record<string, string>;
  for (const [key, text] of Object.entries(words)) {
    const area = key.slice(0, key.indexOf("."));
    areas.set(area, { ...areas.get(area), [key]: text });
  }
  return areas;
}

/** The areas of the messages that this source text names, sorted. */
export function areasIn(source: string, areas: { has: (area: string) => boolean }): string[] {
  const named = Array.from(source.matchAll(NAMED), ([, area = ""]) => area);
  return [...new Set(named)].filter((area) => areas.has(area)).sort();
}

function compile(words: Readonly<Record<string, string>>): string {
  const compiled = Object.entries(words).map(([key, text]) => [key, compileMessage(text)]);
  return `import { addWords } from ${JSON.stringify(CATALOGUE)};
addWords(${JSON.stringify(Object.fromEntries(compiled))});`;
}

export function messages(): Plugin {
  let areas: Areas = new Map();
  return {
    name: "kept-messages",
    enforce: "pre",
    buildStart() {
      areas = readAreas();
    },
    resolveId: (id) => (id.startsWith(AREA_OF.slice(1)) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(AREA_OF)) return null;
      this.addWatchFile(ENGLISH);
      return { code: compile(areas.get(id.slice(AREA_OF.length)) ?? {}), moduleSideEffects: true };
    },
    transform(source, id) {
      if (!OF_THE_APP.test(id)) return null;
      const imports = areasIn(source, areas).map((area) => `import "${AREA_OF.slice(1)}${area}";`);
      // On the first line, so that the others keep their numbers.
      return imports.length === 0 ? null : { code: imports.join("") + source, map: null };
    },
  };
}
