/** The squares of a year as a few paths, one a look: a path a day would be hundreds of nodes. */
import type { Day, DayState } from "../../../model/day-states";

/** From one square to the next, in px; the year is drawn at its own size and scrolls. */
export const PITCH = 20;
const SIZE = 16;
const WEEK = 7;

const FULL = "h8q4 0 4 4v8q0 4-4 4h-8q-4 0-4-4v-8q0-4 4-4z";
const RING =
  "h7.500q3.250 0 3.250 3.250v7.500q0 3.250-3.250 3.250h-7.500q-3.250 0-3.250-3.250v-7.500q0-3.250 3.250-3.250z";
const HALF = "v4q0 4 4 4h8q4 0 4-4v-4z";
const DOT = "h0";

/** What is drawn for each state: its shape tells it apart without any colour. */
const SHAPES: Readonly<
  Record<DayState, readonly { readonly look: string; readonly shape: Shape }[]>
> = {
  kept: [{ look: "kept", shape: "full" }],
  partial: [
    { look: "missed", shape: "full" },
    { look: "partial", shape: "half" },
  ],
  rest: [{ look: "rest", shape: "ring" }],
  covered: [{ look: "covered", shape: "ring" }],
  missed: [{ look: "missed", shape: "full" }],
  pending: [{ look: "none", shape: "dot" }],
  none: [{ look: "none", shape: "dot" }],
};

type Shape = "full" | "ring" | "half" | "dot";

export interface Stroke {
  readonly look: string;
  readonly path: string;
}

/** Weeks are columns; `days` begins on the first day of a week. */
export function squaresOf(days: readonly Day[]): readonly Stroke[] {
  const paths = new Map<string, string>();
  for (const [at, { state }] of days.entries()) {
    const x = Math.floor(at / WEEK) * PITCH;
    const y = (at % WEEK) * PITCH;
    for (const { look, shape } of SHAPES[state]) {
      paths.set(look, (paths.get(look) ?? "") + draw(shape, x, y));
    }
  }
  return [...paths].map(([look, path]) => ({ look, path }));
}

/** One square by itself, for the legend. */
export const squareOf = (state: DayState): readonly Stroke[] =>
  squaresOf([{ on: "", amount: 0, state }]);

/** The outline around today. */
export const outlineAt = (at: number): string =>
  draw("ring", Math.floor(at / WEEK) * PITCH, (at % WEEK) * PITCH);

function draw(shape: Shape, x: number, y: number): string {
  switch (shape) {
    case "full":
      return `M${x + 4} ${y}${FULL}`;
    case "ring":
      return `M${x + 4.25} ${y + 1}${RING}`;
    case "half":
      return `M${x} ${y + SIZE / 2}${HALF}`;
    case "dot":
      return `M${x + SIZE / 2} ${y + SIZE / 2}${DOT}`;
  }
}
