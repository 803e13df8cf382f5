/**
 * Vite plug-in: what the first paint waits for is a part of index.html, so it comes with the page's own
 * answer instead of two more. The server lets exactly these texts pass its content policy, by their hashes.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minifySync, transformWithOxc, type Plugin, type Rolldown } from "vite";

const EARLY = fileURLToPath(new URL("../src/early.ts", import.meta.url));

export function inline(): Plugin {
  let style = "";
  return {
    name: "kept-inline",
    // Before Vite links the sheet in the page, and in the chunks that would load it with what they import.
    generateBundle(_options, bundle) {
      style = takeStyles(bundle);
    },
    transformIndexHtml: async (html) => {
      const early = await compileEarly();
      return html
        .replace(/>\s+</g, "><")
        .replace("<!-- early -->", () => `<script>${early}</script>`)
        .replace("<!-- style -->", () => `<style>${style}</style>`);
    },
  };
}

async function compileEarly(): Promise<string> {
  const { code } = await transformWithOxc(readFileSync(EARLY, "utf8"), EARLY);
  return minifySync("early.js", code).code;
}

/** The style sheet of what is loaded first, taken out of the build: nothing else asks for it. */
function takeStyles(bundle: Rolldown.OutputBundle): string {
  const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry);
  const names = entry?.type === "chunk" ? entry.viteMetadata?.importedCss : undefined;
  if (names === undefined || names.size === 0)
    throw new Error("The build has no first style sheet");
  const sources = [...names].map((name) => takeFile(bundle, name));
  names.clear();
  return sources.join("");
}

function takeFile(bundle: Rolldown.OutputBundle, name: string): string {
  const file = bundle[name];
  if (file?.type !== "asset") throw new Error(`The build has no style sheet ${name}`);
  Reflect.deleteProperty(bundle, name);
  return String(file.source);
}
