/**
 * Loop's twenty colours as the nearest of our eight hues. Sources, in iSoron/uhabits: Theme.color in
 * uhabits-core/.../ui/views/Themes.kt; migrations/14.sql (before it a colour was an ARGB number) and
 * 21.sql (before it there were thirteen, which it moves to their new places).
 */
import { DEFAULT_HUE, type Hue } from "../model/glyphs";

const PALETTE: readonly (readonly [rgb: number, hue: Hue])[] = [
  [0xd32f2f, "rose"],
  [0xe64a19, "clay"],
  [0xf57c00, "clay"],
  [0xff8f00, "honey"],
  [0xf9a825, "honey"],
  [0xafb42b, "moss"],
  [0x7cb342, "moss"],
  [0x388e3c, "sage"],
  [0x00897b, "sage"],
  [0x00acc1, "sky"],
  [0x039be5, "sky"],
  [0x1976d2, "sky"],
  [0x303f9f, "plum"],
  [0x5e35b1, "plum"],
  [0x8e24aa, "plum"],
  [0xd81b60, "rose"],
  [0x5d4037, "clay"],
  [0x424242, "stone"],
  [0x757575, "stone"],
  [0x9e9e9e, "stone"],
];

/** Where each of the thirteen colours before version 21 stands now. */
const PLACE_SINCE_21 = [0, 1, 4, 5, 7, 8, 9, 10, 13, 14, 15, 17, 19];
const VERSION_OF_TWENTY = 21;

/** The hue of a stored colour, by the version of the database that holds it. */
export function hueOfIndex(colour: number, version: number): Hue {
  if (colour < 0) return hueOfRgb(colour & 0xffffff);
  const index = version < VERSION_OF_TWENTY ? PLACE_SINCE_21[colour] : colour;
  return PALETTE[index ?? -1]?.[1] ?? DEFAULT_HUE;
}

/** The hue of a colour as CSV writes it, #RRGGBB. */
export function hueOfCss(colour: string): Hue {
  const digits = /^#(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  return digits === undefined ? DEFAULT_HUE : hueOfRgb(Number.parseInt(digits, 16));
}

function hueOfRgb(rgb: number): Hue {
  let nearest = PALETTE[0];
  for (const entry of PALETTE) {
    if (nearest === undefined || distance(entry[0], rgb) < distance(nearest[0], rgb))
      nearest = entry;
  }
  return nearest?.[1] ?? DEFAULT_HUE;
}

const distance = (left: number, right: number): number =>
  [16, 8, 0].reduce(
    (sum, shift) => sum + (((left >> shift) & 255) - ((right >> shift) & 255)) ** 2,
    0,
  );
