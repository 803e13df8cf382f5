/**
 * Vite plug-in: message catalogues (ICU MessageFormat in JSON) become compact arrays at build time.
 *
 * A catalogue is one file to write and two to load: by its name, the words of the first screen;
 * as `virtual:later-words`, all others.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { isFirst } from "../src/i18n/parts";
import { compileMessage } from "./compile-message";

const CATALOGUE = /\/i18n\/messages\/[\w-]+\.json$/;
const ENGLISH = fileURLToPath(new URL("../src/i18n/messages/en.json", import.meta.url));
const LATER = "virtual:later-words";

function compile(source: string, wanted: (key: string) => boolean): string {
  const entries = Object.entries(JSON.parse(source) as Record<string, string>)
    .filter(([key]) => wanted(key))
    .map(([key, text]) => [key, compileMessage(text)]);
  return JSON.stringify(Object.fromEntries(entries));
}

export function messages(): Plugin {
  return {
    name: "kept-messages",
    enforce: "pre",
    resolveId: (id) => (id === LATER ? `\0${LATER}` : null),
    load(id) {
      if (id !== `\0${LATER}`) return null;
      this.addWatchFile(ENGLISH);
      const words = compile(readFileSync(ENGLISH, "utf8"), (key) => !isFirst(key));
      return `export default ${words};`;
    },
    transform: (source, id) =>
      CATALOGUE.test(id) ? { code: compile(source, isFirst), map: null } : null,
  };
}
