/** Vite plug-in: message catalogues (ICU MessageFormat in JSON) become compact arrays at build time. */
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const CATALOGUE = /\/i18n\/messages\/[\w-]+\.json$/;

export function messages(): Plugin {
  return {
    name: "kept-messages",
    enforce: "pre",
    transform(source, id) {
      if (!CATALOGUE.test(id)) return null;
      const catalogue = JSON.parse(source) as Record<string, string>;
      const compiled = Object.fromEntries(
        Object.entries(catalogue).map(([key, text]) => [key, compileMessage(text)]),
      );
      return { code: JSON.stringify(compiled), map: null };
    },
  };
}
