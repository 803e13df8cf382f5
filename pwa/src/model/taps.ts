/** What one tap on a habit's circle does: a step forward, the step back, or a question. */
import type { EntryFact } from "./facts";

export type Tap =
  | { readonly type: "log"; readonly amount: number }
  | { readonly type: "undo" }
  /** How much cannot be guessed: the day is opened. */
  | { readonly type: "ask" };

/** The day of one habit, as far as a tap has to know it. */
export interface TappedDay {
  readonly amount: number;
  readonly target: number;
  readonly isLimit: boolean;
  readonly isSaid: boolean;
  readonly isDone: boolean;
  readonly isRest: boolean;
}

/** Small counts go up one by one; nobody taps twenty times for twenty minutes. */
const LARGEST_COUNT = 12;

export function tapOf(day: TappedDay): Tap {
  if (day.isRest) return { type: "undo" };
  if (day.isLimit) return tapOfLimit(day);
  if (day.isDone) return { type: "undo" };
  return { type: "log", amount: stepOf(day) };
}

/** Under a limit a further one is no way back: it is one more. "None at all" is said by one tap. */
function tapOfLimit({ target, isSaid }: TappedDay): Tap {
  if (target < 1) return isSaid ? { type: "undo" } : { type: "log", amount: 0 };
  return target > LARGEST_COUNT ? { type: "ask" } : { type: "log", amount: 1 };
}

function stepOf({ amount, target }: TappedDay): number {
  const missing = target - amount;
  if (missing <= 0) return 1;
  return target > LARGEST_COUNT ? missing : Math.min(1, missing);
}

/**
 * What an undo takes back: of a rest the rest, of a counted habit the last step, of any other all that
 * shows the day as done. A step that carries a note goes last: words are dearer than a number.
 */
export function entriesToUndo(
  entries: readonly EntryFact[],
  { target, isLimit, isRest }: Pick<TappedDay, "target" | "isLimit" | "isRest">,
): readonly EntryFact[] {
  if (isRest) return entries.filter(({ kind }) => kind === "rest");
  const said = entries.filter(({ kind }) => kind === "done");
  if (isLimit) return said;
  const steps = said.filter(({ amount }) => amount > 0);
  if (target <= 1) return steps;
  const last = steps.findLast(({ note }) => note === undefined) ?? steps.at(-1);
  return last === undefined ? [] : [last];
}
