/**
 * Vite plug-in: the icons in use, as one set of SVG symbols inside index.html.
 *
 * Inside the page they need no request of their own, draw with the first paint and
 * obey a policy without inline styles. Lucide gives the shapes; Kept draws its own mark.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { GLYPHS, INTERFACE_ICONS } from "../src/model/glyphs";

const MARK =
  '<symbol id="mark" viewBox="0 0 24 24"><path d="M3 12.5C6.500 6 17.500 6 21 12.500"/>' +
  '<circle cx="8.600" cy="15.800" r="2.300" fill="currentColor" stroke="none"/>' +
  '<circle cx="15.400" cy="15.800" r="2.300" fill="currentColor" stroke="none"/></symbol>';

function readIcon(name: string): string {
  const url = import.meta.resolve(`lucide-static/icons/${name}.svg`);
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(fileURLToPath(url), "utf8"))?.[1];
  if (shapes === undefined) throw new Error(`lucide-static/icons/${name}.svg holds no drawing`);
  const drawing = shapes.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shortenNumbers(drawing)}</symbol>`;
}

/** Cut to a hundredth of a unit: less than anybody sees at the size of an icon, and no number loses its place. */
export const shortenNumbers = (drawing: string): string => drawing.replace(/(\.\d\d)\d+/g, "$1");

export function sprite(): Plugin {
  return {
    name: "kept-sprite",
    transformIndexHtml(html) {
      const symbols = [...new Set([...GLYPHS, ...INTERFACE_ICONS])].map(readIcon).join("");
      return html.replace("<!-- sprite -->", `<svg hidden>${MARK}${symbols}</svg>`);
    },
  };
}
