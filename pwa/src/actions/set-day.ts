/** The whole of one day of one habit, as the day sheet shows it: an amount, a rest, a note. */
import { MAX_AMOUNT, MAX_NOTE_CHARACTERS } from "../contract/limits";
import type { LocalDate } from "../core/dates";
import { failed, type Result } from "../core/result";
import type { Change } from "../db/changes";
import type { CommitFailure } from "../db/commit";
import type { EntryFact } from "../model/facts";
import { isAmount } from "../model/habits";
import { cleanNote, textProblem } from "../model/text";
import type { ActionContext } from "./context";

export interface Day {
  readonly habit: string;
  readonly on: LocalDate;
  /** The day's total; null when nothing is said, where a 0 says that there was none. */
  readonly amount: number | null;
  readonly isRest: boolean;
  readonly note: string;
}

export type DayFailure =
  | CommitFailure
  | { readonly type: "note-too-long"; readonly limit: number }
  | { readonly type: "amount-out-of-range"; readonly most: number };

/**
 * Make the day say what `day` says: what is there and differs is withdrawn, and one entry is added.
 * A note on a day with nothing done rides on an entry with amount 0.
 */
export async function setDay(
  context: ActionContext,
  day: Day,
  present: readonly EntryFact[],
): Promise<Result<Change, DayFailure>> {
  const note = cleanNote(day.note);
  if (textProblem(note, MAX_NOTE_CHARACTERS) !== null) {
    return failed({ type: "note-too-long", limit: MAX_NOTE_CHARACTERS });
  }
  if (day.amount !== null && !isAmount(day.amount)) {
    return failed({ type: "amount-out-of-range", most: MAX_AMOUNT });
  }
  return context.commit(difference(context, { ...day, note }, present));
}

function difference(
  context: ActionContext,
  day: Day,
  present: readonly EntryFact[],
): { add: readonly EntryFact[]; withdraw: readonly EntryFact[] } {
  const wanted = wantedEntries(day);
  const isKept = (entry: EntryFact): boolean =>
    present.length === wanted.length && wanted.some((want) => says(want, entry));
  return {
    withdraw: present.filter((entry) => !isKept(entry)),
    add: wanted
      .filter((want) => !present.some((entry) => isKept(entry) && says(want, entry)))
      .map((want) => ({ type: "entry", id: context.mintFactId(), ...want })),
  };
}

type Wanted = Omit<EntryFact, "id" | "type">;

function wantedEntries({ habit, on, amount, isRest, note }: Day): readonly Wanted[] {
  const words = note === "" ? {} : { note };
  if (isRest) return [{ habit, on, kind: "rest", amount: 0, ...words }];
  if (amount === null && note === "") return [];
  return [{ habit, on, kind: "done", amount: amount ?? 0, ...words }];
}

const says = (wanted: Wanted, entry: EntryFact): boolean =>
  wanted.kind === entry.kind && wanted.amount === entry.amount && wanted.note === entry.note;
