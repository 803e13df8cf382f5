/**
 * The guided moments, as data: one engine walks through all of them (ui/screens/moment).
 *
 * The words stand in the message catalogue under `moment.<slug>.<step>`, with `_hint` for the line
 * below it, `_low` and `_high` for the ends of a scale and `_<option>` for each choice.
 *
 * | step      | what a person does                                              |
 * |-----------|-----------------------------------------------------------------|
 * | read      | reads, and goes on                                              |
 * | text      | writes; with `lead`, the words above begin or continue a sentence |
 * | choice    | takes one of a few, or none                                     |
 * | scale     | takes a number from 1 to 5, or none                             |
 * | timer     | does something else, for so long                                |
 * | breathing | breathes with a circle, or with words where motion is unwelcome |
 * | whole     | reads what the answers so far come to                           |
 * | week      | sees what was kept in the last seven days                       |
 * | habit     | takes one of their habits, or none                              |
 */
import type { Glyph, Hue } from "./glyphs";
import type { Answers, Slot } from "./reflections";

interface Common {
  readonly id: string;
  /** Shown only where this answer is that. */
  readonly only?: { readonly slot: Slot; readonly is: string };
}

export type MomentStep = Common &
  (
    | { readonly kind: "read" | "whole" | "week" }
    | { readonly kind: "text"; readonly slot: Slot; readonly lead?: "begins" | "goes_on" }
    | { readonly kind: "choice"; readonly slot: Slot; readonly options: readonly string[] }
    | { readonly kind: "scale"; readonly slot: Slot | "mood" }
    | { readonly kind: "habit"; readonly slot: Slot }
    | { readonly kind: "timer"; readonly seconds: number }
    | {
        readonly kind: "breathing";
        readonly rounds: number;
        readonly inSeconds: number;
        readonly outSeconds: number;
      }
  );

export interface Moment {
  readonly slug: string;
  readonly glyph: Glyph;
  readonly hue: Hue;
  readonly steps: readonly MomentStep[];
  /** The answer that a promise may begin with. */
  readonly promise?: Slot;
  /** The practice that carries it on. */
  readonly practice?: string;
  /** Practices beside that one whose page leads here. */
  readonly also?: readonly string[];
  /** Where it may meet a person who is afraid of somebody: safety comes first there. */
  readonly isAboutHarm?: true;
}

const text = (id: string, slot: Slot): MomentStep => ({ kind: "text", id, slot });
const begin = (id: string, slot: Slot): MomentStep => ({ kind: "text", id, slot, lead: "begins" });
const goOn = (id: string, slot: Slot): MomentStep => ({ kind: "text", id, slot, lead: "goes_on" });
const read = (id: string): MomentStep => ({ kind: "read", id });
const whole = (id: string): MomentStep => ({ kind: "whole", id });

/** In the order in which they are offered. */
export const MOMENTS: readonly Moment[] = [
  {
    slug: "daily-check-in",
    glyph: "coffee",
    hue: "clay",
    steps: [{ kind: "scale", id: "mood", slot: "mood" }, text("good", 1), text("need", 2)],
    practice: "daily-check-in",
    also: ["share-the-day", "ask-what-is-needed"],
  },
  {
    slug: "weekly-check-in",
    glyph: "messages-square",
    hue: "clay",
    steps: [
      { kind: "choice", id: "way", slot: 6, options: ["alone", "aloud"] },
      text("thanks", 1),
      text("well", 2),
      text("hard", 3),
      text("need", 4),
      text("promise", 5),
      { ...whole("aloud"), only: { slot: 6, is: "aloud" } },
    ],
    promise: 5,
    practice: "weekly-check-in",
  },
  {
    slug: "body-pause",
    glyph: "wind",
    hue: "sky",
    steps: [
      { kind: "breathing", id: "breathe", rounds: 3, inSeconds: 4, outSeconds: 6 },
      { kind: "choice", id: "body", slot: 1, options: ["open", "tight", "restless", "tired"] },
      read("soften"),
    ],
    practice: "body-language-pause",
    also: ["breathe", "calm-voice", "open-posture", "take-a-pause"],
  },
  {
    slug: "i-statement",
    glyph: "message-circle",
    hue: "plum",
    steps: [
      read("before"),
      begin("feel", 1),
      goOn("when", 2),
      goOn("because", 3),
      begin("help", 4),
      whole("whole"),
    ],
    practice: "i-statement",
    also: ["one-small-feeling", "solution-before-blame", "honest-and-kind"],
  },
  {
    slug: "reflect-back",
    glyph: "ear",
    hue: "sage",
    steps: [
      read("before"),
      { kind: "timer", id: "listen", seconds: 90 },
      begin("heard", 1),
      { kind: "choice", id: "right", slot: 2, options: ["yes", "nearly", "not_yet"] },
      text("added", 3),
    ],
    practice: "reflect-back",
    also: ["summarise", "no-interrupting", "validate-a-feeling"],
  },
  {
    slug: "benefit-of-the-doubt",
    glyph: "sun",
    hue: "honey",
    steps: [text("facts", 1), text("story", 2), text("other", 3), text("third", 4), text("ask", 5)],
    practice: "benefit-of-the-doubt",
    also: ["curiosity"],
    isAboutHarm: true,
  },
  {
    slug: "feedback",
    glyph: "pen-line",
    hue: "moss",
    steps: [
      read("before"),
      begin("noticed", 1),
      begin("effect", 2),
      begin("request", 3),
      whole("whole"),
    ],
    practice: "give-feedback",
  },
  {
    slug: "boundary",
    glyph: "flag",
    hue: "stone",
    steps: [
      { kind: "choice", id: "area", slot: 4, options: ["time", "body", "heart", "mind", "money"] },
      text("what", 1),
      text("why", 2),
      text("words", 3),
      whole("whole"),
    ],
    practice: "voice-a-boundary",
    also: ["ask-for-space", "protect-time", "renegotiate-a-boundary"],
    isAboutHarm: true,
  },
  {
    slug: "repair",
    glyph: "hand-heart",
    hue: "rose",
    steps: [
      read("before"),
      text("happened", 1),
      text("own", 2),
      text("effect", 3),
      text("amends", 4),
    ],
    promise: 4,
    practice: "make-amends",
    isAboutHarm: true,
  },
  {
    slug: "rebuild",
    glyph: "sprout",
    hue: "moss",
    steps: [read("before"), text("hurt", 1), text("safe", 2), text("step", 3), text("sign", 4)],
    promise: 3,
    practice: "small-steps",
    also: ["old-wound", "keep-in-the-loop"],
    isAboutHarm: true,
  },
  {
    slug: "page",
    glyph: "feather",
    hue: "stone",
    steps: [text("words", 1)],
    also: ["self-compassion", "mistake-as-lesson"],
  },
];

/** Five statements, once a month; for one pair of eyes. */
export const PULSE: Moment = {
  slug: "pulse",
  glyph: "heart",
  hue: "rose",
  steps: [
    { kind: "scale", id: "myself", slot: 1 },
    { kind: "scale", id: "heard", slot: 2 },
    { kind: "scale", id: "weakness", slot: 3 },
    { kind: "scale", id: "need", slot: 4 },
    { kind: "scale", id: "valued", slot: 5 },
  ],
};

/** The look back at seven days. */
export const REVIEW: Moment = {
  slug: "review",
  glyph: "leaf",
  hue: "sage",
  steps: [{ kind: "week", id: "kept" }, text("good", 1), { kind: "habit", id: "smaller", slot: 2 }],
};

export const ALL_MOMENTS: readonly Moment[] = [...MOMENTS, PULSE, REVIEW];

export const findMoment = (slug: string): Moment | undefined =>
  ALL_MOMENTS.find((moment) => moment.slug === slug);

/** The moments that the page of a practice leads to. */
export const momentsFor = (practice: string): readonly Moment[] =>
  MOMENTS.filter(
    (moment) => moment.practice === practice || (moment.also ?? []).includes(practice),
  );

/** The steps that are walked through, given the answers so far. */
export const stepsOf = ({ steps }: Moment, answers: Answers): readonly MomentStep[] =>
  steps.filter(({ only }) => only === undefined || answers[only.slot] === only.is);
