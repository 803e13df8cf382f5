/**
 * When a practice's ladder offers another size: a larger one once it has become steady, a smaller one
 * after a hard fortnight. An offer is made once for the time a habit stays at one size.
 */
import { addDays, type LocalDate } from "../core/dates";
import type { Habit } from "./habit-record";
import type { Closed } from "./insight";
import { STEPS, type OfferKind, type PracticeStep } from "./practices";

export interface Offer {
  readonly kind: OfferKind;
  readonly step: PracticeStep;
}

const STEADY_OCCASIONS = 14;
const STEADY_STRENGTH = 0.6;
const FORTNIGHT_DAYS = 14;
const FEWEST_OF_A_FORTNIGHT = 4;
const HARD_SHARE = 0.4;

/** What to offer today, given all occasions that closed, oldest first; null: leave it as it is. */
export function offerOf(
  habit: Pick<Habit, "step" | "stepFrom" | "declinedOffers">,
  closed: readonly Closed[],
  today: LocalDate,
): Offer | null {
  if (habit.step === null) return null;
  const since = habit.stepFrom ?? "";
  const atThisSize = closed.filter(({ from }) => from >= since);
  const at = STEPS.indexOf(habit.step);
  const [larger, smaller] = [STEPS[at + 1], STEPS[at - 1]];
  const isOpen = (kind: OfferKind): boolean => !habit.declinedOffers.includes(kind);
  if (smaller !== undefined && isOpen("smaller") && isHard(atThisSize, today)) {
    return { kind: "smaller", step: smaller };
  }
  if (larger !== undefined && isOpen("larger") && isSteady(atThisSize)) {
    return { kind: "larger", step: larger };
  }
  return null;
}

const isSteady = (closed: readonly Closed[]): boolean =>
  closed.filter(({ isKept }) => isKept).length >= STEADY_OCCASIONS &&
  (closed.at(-1)?.strength ?? 0) >= STEADY_STRENGTH;

/** The occasion that holds today is not over, and says nothing yet. */
function isHard(closed: readonly Closed[], today: LocalDate): boolean {
  const first = addDays(today, -FORTNIGHT_DAYS);
  const recent = closed.filter(({ to }) => to >= first && to < today);
  const kept = recent.filter(({ isKept }) => isKept).length;
  return recent.length >= FEWEST_OF_A_FORTNIGHT && kept <= HARD_SHARE * recent.length;
}
