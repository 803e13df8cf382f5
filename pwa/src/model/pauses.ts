/** Time off with its identity: of one habit, or of everything (`pause:<id>` in the preferences). */
import type { LocalDate } from "../core/dates";
import { hasForm } from "../core/forms";
import type { Pause } from "./habits";
import { readItems, type Fields, type Json } from "./registers";

export interface IdentifiedPause extends Pause {
  readonly id: string;
}

const PAUSE_PREFIX = "pause:";

export const pauseField = (id: string): string => PAUSE_PREFIX + id;

/** One whose end lies before its beginning holds no day. */
export const isPause = (value: unknown): value is Pause => hasForm("pause", value);

/** Newest first. What makes no sense is passed over. */
export const readPauses = (fields: Fields): readonly IdentifiedPause[] =>
  readItems(fields, PAUSE_PREFIX)
    .flatMap(({ key, item }) => (isPause(item) ? [{ ...item, id: key }] : []))
    .sort((left, right) => (left.from > right.from ? -1 : 1));

export const isPausedOn = ({ from, to }: Pause, on: LocalDate): boolean =>
  from <= on && (to === null || to >= on);

/** Of the pauses that hold a day, the one that lasts longest. */
export function pauseOn(pauses: readonly Pause[], on: LocalDate): Pause | undefined {
  const present = pauses.filter((pause) => isPausedOn(pause, on));
  return (
    present.find(({ to }) => to === null) ??
    present.reduce<Pause | undefined>(
      (longest, pause) => ((longest?.to ?? "") > (pause.to ?? "") ? longest : pause),
      undefined,
    )
  );
}

/** What the register holds once the pause ends with `lastOn`: null where nothing of it is left. */
export const endedPause = ({ from }: Pause, lastOn: LocalDate): Json =>
  from > lastOn ? null : { from, to: lastOn };
