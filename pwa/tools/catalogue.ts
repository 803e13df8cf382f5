/**
 * Vite plug-in: the library of practices as a hashed asset, and its beginning inside the bundle.
 *
 * `virtual:practices` gives the address of the whole library, which the app precaches,
 * and the three practices that the first screen suggests, so it needs no second request.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import type { Plugin } from "vite";
import type { Library, Suggestion } from "../src/model/practices";
import { practiceGlyph, themeHue } from "../src/ui/words/practices";

const CATALOGUE = fileURLToPath(new URL("../../server/practices/catalogue.toml", import.meta.url));
const SUGGESTED = ["eye-contact", "one-appreciation", "daily-check-in"];
const NAME = "virtual:practices";

function readLibrary(): Library {
  const { theme, practice } = parse(readFileSync(CATALOGUE, "utf8"));
  return { themes: theme, practices: practice } as unknown as Library;
}

function suggest({ practices }: Library, slug: string): Suggestion {
  const practice = practices.find((candidate) => candidate.slug === slug);
  if (practice === undefined) throw new Error(`The catalogue has no practice "${slug}"`);
  const { name, ladder, theme } = practice;
  return { slug, name, tiny: ladder.tiny, glyph: practiceGlyph(practice), hue: themeHue(theme) };
}

export function catalogue(): Plugin {
  let isBuild = false;
  return {
    name: "kept-catalogue",
    configResolved: (config) => {
      isBuild = config.command === "build";
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      this.addWatchFile(CATALOGUE);
      const library = readLibrary();
      const suggested = SUGGESTED.map((slug) => suggest(library, slug));
      const source = JSON.stringify(library);
      const address = isBuild
        ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name: "practices.en.json", source })}`
        : JSON.stringify(`data:application/json,${encodeURIComponent(source)}`);
      return `export const libraryUrl = ${address};\nexport const suggested = ${JSON.stringify(suggested)};`;
    },
  };
}
