/** How the library is drawn: a colour for each theme, a picture for each practice. */
import { DEFAULT_HUE, type Glyph, type Hue } from "../../model/glyphs";
import type { Practice } from "../../model/practices";

const HUES_BY_THEME: Readonly<Record<string, Hue>> = {
  listening: "sage",
  presence: "honey",
  appreciation: "clay",
  "check-ins": "sky",
  "follow-through": "moss",
  repair: "plum",
  boundaries: "stone",
  vulnerability: "rose",
};

const GLYPHS_BY_THEME: Readonly<Record<string, Glyph>> = {
  listening: "ear",
  presence: "smile",
  appreciation: "heart",
  "check-ins": "messages-square",
  "follow-through": "handshake",
  repair: "life-buoy",
  boundaries: "shield",
  vulnerability: "feather",
};

const GLYPHS_BY_SLUG: Readonly<Record<string, Glyph>> = {
  "eye-contact": "eye",
  "phone-away": "phone-off",
  "no-interrupting": "hand",
  "reflect-back": "message-circle",
  "clarifying-question": "circle-help",
  summarise: "pen-line",
  "validate-a-feeling": "hand-heart",
  "body-language-pause": "door-open",
  "open-posture": "sun",
  "calm-voice": "wind",
  "notice-discomfort": "eye",
  "name-a-strength": "sparkle",
  "small-kindness": "gift",
  "acknowledge-effort": "flag",
  "acknowledge-a-view": "lightbulb",
  "speak-well-of-the-absent": "message-circle",
  "daily-check-in": "coffee",
  "weekly-check-in": "messages-square",
  "ask-what-is-needed": "circle-help",
  "share-the-day": "utensils",
  "honest-and-kind": "heart",
  "keep-in-the-loop": "message-circle",
  "small-steps": "footprints",
  "renegotiate-early": "compass",
  "i-statement": "message-circle",
  "solution-before-blame": "lightbulb",
  "take-a-pause": "leaf",
  "make-amends": "hand-heart",
  "benefit-of-the-doubt": "sun",
  curiosity: "compass",
  "voice-a-boundary": "flag",
  "honour-a-boundary": "handshake",
  "ask-before": "circle-help",
  "ask-for-space": "house",
  "protect-time": "moon",
  "renegotiate-a-boundary": "compass",
  "one-step-further": "footprints",
  "old-wound": "sprout",
  "mistake-as-lesson": "book-open",
  "receive-feedback": "ear",
  "give-feedback": "pen-line",
  "self-compassion": "hand-heart",
  breathe: "wind",
};

export const themeHue = (theme: string): Hue => HUES_BY_THEME[theme] ?? DEFAULT_HUE;

export const practiceGlyph = ({ slug, theme }: Pick<Practice, "slug" | "theme">): Glyph =>
  GLYPHS_BY_SLUG[slug] ?? GLYPHS_BY_THEME[theme] ?? "leaf";
