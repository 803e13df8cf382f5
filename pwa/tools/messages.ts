/**
 * Vite plug-in: message catalogues (ICU MessageFormat in JSON) become compact arrays at build time.
 *
 * A catalogue is one file to write and several to load: by its name, the words of the first screen;
 * as `virtual:later-words`, all others. Those that notifications are written in are also a catalogue of
 * their own, `virtual:worker-words`: the service worker draws no screens.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { isFirst } from "../src/i18n/parts";
import { compileMessage } from "./compile-message";

const CATALOGUE = /\/i18n\/messages\/[\w-]+\.json$/;
const ENGLISH = fileURLToPath(new URL("../src/i18n/messages/en.json", import.meta.url));

/** Which words each virtual module holds. */
const MODULES: Readonly<Record<string, (key: string) => boolean>> = {
  "virtual:later-words": (key) => !isFirst(key),
  "virtual:worker-words": (key) => key.startsWith("push."),
};

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
    resolveId: (id) => (id in MODULES ? `\0${id}` : null),
    load(id) {
      const wanted = MODULES[id.slice(1)];
      if (!id.startsWith("\0") || wanted === undefined) return null;
      this.addWatchFile(ENGLISH);
      return `export default ${compile(readFileSync(ENGLISH, "utf8"), wanted)};`;
    },
    transform: (source, id) =>
      CATALOGUE.test(id) ? { code: compile(source, isFirst), map: null } : null,
  };
}
