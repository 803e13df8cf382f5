/** Numbers to sort by: what moves takes one between its new neighbours, and the others keep theirs. */

import type { Placed } from "./groups";

/** Positions begin as milliseconds; a second on either side leaves what is added later after it. */
const STEP = 1_000;

/**
 * The positions to write so that `id` stands at place `at` of `others`, which are in order without it:
 * its own alone, unless its neighbours leave no number between them. Then those after it give way, no
 * more of them than needed.
 */
export function placeAt(
  id: string,
  others: readonly Placed[],
  at: number,
): ReadonlyMap<string, number> {
  const before = others[at - 1]?.position;
  const after = others[at]?.position;
  const own = between(before, after);
  const written = new Map([[id, own]]);
  let last = own;
  for (const other of others.slice(at)) {
    if (other.position > last) break;
    last += STEP;
    written.set(other.id, last);
  }
  return written;
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - STEP;
  if (after === undefined) return before + STEP;
  const middle = before + (after - before) / 2;
  return middle > before && middle < after ? middle : before + STEP;
}
