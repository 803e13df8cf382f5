/** The habit that most tests begin with, and the day they live on (that of TEST_NOW_MS). */
import type { HabitDraft } from "../actions/save-habit";

export const TODAY = "2026-11-23";

export const DRAFT: HabitDraft = {
  name: "Eye contact",
  cue: "After I come home",
  unit: "",
  practice: "eye-contact",
  step: "tiny",
  glyph: "eye",
  hue: "sage",
  plan: {
    rule: { kind: "days", weekdays: [1, 2, 3, 4, 5, 6, 7] },
    target: { amount: 1 },
    direction: "at_least",
  },
};
