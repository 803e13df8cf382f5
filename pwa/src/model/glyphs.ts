/** The drawings and colours a habit may carry. Names are Lucide's; a stored name outlives its drawing. */

export const GLYPHS = [
  "eye",
  "ear",
  "message-circle",
  "messages-square",
  "heart",
  "hand-heart",
  "smile",
  "sun",
  "moon",
  "coffee",
  "utensils",
  "house",
  "door-open",
  "phone-off",
  "wind",
  "leaf",
  "sprout",
  "feather",
  "book-open",
  "pen-line",
  "handshake",
  "hand",
  "shield",
  "compass",
  "flag",
  "gift",
  "footprints",
  "bed",
  "sparkle",
  "lightbulb",
  "life-buoy",
  "circle-help",
] as const;

export type Glyph = (typeof GLYPHS)[number];

/** Drawings of the interface itself. */
export const INTERFACE_ICONS = [
  "archive",
  "arrow-left",
  "bell",
  "calendar-clock",
  "calendar-plus",
  "check",
  "chevron-left",
  "chevron-right",
  "circle-user-round",
  "download",
  "info",
  "key-round",
  "minus",
  "pencil",
  "plus",
  "search",
  "share",
  "trash-2",
  "upload",
  "users-round",
  "x",
] as const;

export type Icon = Glyph | (typeof INTERFACE_ICONS)[number] | "mark";

export const HUES = ["sage", "clay", "honey", "sky", "plum", "moss", "rose", "stone"] as const;

export type Hue = (typeof HUES)[number];

export const DEFAULT_GLYPH: Glyph = "leaf";
export const DEFAULT_HUE: Hue = "sage";

export const isGlyph = (value: unknown): value is Glyph => GLYPHS.some((glyph) => glyph === value);

export const isHue = (value: unknown): value is Hue => HUES.some((hue) => hue === value);
