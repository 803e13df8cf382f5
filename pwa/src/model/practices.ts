/** The library: practices that the sources teach, as templates for habits. */
import type { Glyph, Hue } from "./glyphs";
import type { Plan } from "./habits";

export interface Theme {
  readonly slug: string;
  readonly name: string;
  readonly intro: string;
}

export const STEPS = ["tiny", "small", "full"] as const;

/** Which size of the act: the same thing, a little more each time. */
export type PracticeStep = (typeof STEPS)[number];

/** What the ladder may offer. */
export const OFFER_KINDS = ["larger", "smaller"] as const;

export type OfferKind = (typeof OFFER_KINDS)[number];

export interface Practice {
  readonly slug: string;
  readonly theme: string;
  readonly name: string;
  readonly why: string;
  readonly how: readonly string[];
  readonly ladder: Readonly<Record<PracticeStep, string>>;
  /** What comes between "After I" and ", I will …". */
  readonly cues: readonly string[];
  readonly plan: Omit<Plan, "from">;
  readonly question: string;
  /** File names of the texts that it comes from. */
  readonly sources: readonly string[];
}

/** As much of a practice as the first screen shows. */
export interface Suggestion extends Pick<Practice, "slug" | "name"> {
  readonly tiny: string;
  readonly glyph: Glyph;
  readonly hue: Hue;
}

export interface Library {
  readonly themes: readonly Theme[];
  readonly practices: readonly Practice[];
}
