/**
 * What is new from a partner, told by what this device has shown before. It never leaves the device: the
 * other is not told what was seen, or when.
 */
import type { Gesture, SharedView } from "./sharing";

export type News =
  /** Somebody has accepted an invitation of mine, and waits to be confirmed. */
  | { readonly kind: "accepted"; readonly id: string; readonly pair: string; readonly name: string }
  /** Who invited me has confirmed that it is me. */
  | {
      readonly kind: "confirmed";
      readonly id: string;
      readonly pair: string;
      readonly name: string;
    }
  | {
      readonly kind: "warmth";
      readonly id: string;
      readonly pair: string;
      readonly name: string;
      readonly gesture: Gesture;
    }
  /** They would like to keep something together. */
  | { readonly kind: "offered"; readonly id: string; readonly pair: string; readonly name: string };

/** What there is to remember of old marks; a view holds far fewer. */
const MAX_MARKS = 500;

/** `nameOf` gives what the person calls the other; null for a pair that was ended here. */
type NameOf = (pair: string, username: string) => string | null;

/** All that `seen` does not hold yet, oldest first. */
export function newsOf(
  { accepted, partners }: SharedView,
  nameOf: NameOf,
  seen: ReadonlySet<string>,
): readonly News[] {
  const arrivals = accepted.map(({ pair, partner }): News => {
    const id = `accepted:${pair}`;
    return { kind: "accepted", id, pair, name: partner.username };
  });
  const others = partners.flatMap(({ pair, partner, state, together, appreciations }) => {
    const name = nameOf(pair, partner.username);
    if (name === null) return [];
    const of = { pair, name };
    const isConfirmed = state === "open" && seen.has(waiting(pair));
    return [
      ...(isConfirmed ? [{ kind: "confirmed" as const, id: open(pair), ...of }] : []),
      ...appreciations.map(({ id, gesture }) => ({
        ...{ kind: "warmth" as const, id: `warmth:${id}`, ...of },
        gesture,
      })),
      ...together
        .filter((link) => link.state === "offered" && !link.is_mine)
        .map((link) => ({ kind: "offered" as const, id: `offered:${link.together}`, ...of })),
    ];
  });
  return [...arrivals, ...others].filter(({ id }) => !seen.has(id));
}

/** What is remembered once the view was on the screen, beside what was remembered before. */
export function marksAfter(
  { accepted, partners }: SharedView,
  before: readonly string[],
): readonly string[] {
  const now = [
    ...accepted.map(({ pair }) => `accepted:${pair}`),
    ...partners.flatMap(({ pair, state, together, appreciations }) => [
      state === "open" ? open(pair) : waiting(pair),
      ...appreciations.map(({ id }) => `warmth:${id}`),
      ...together.map((link) => `offered:${link.together}`),
    ]),
  ];
  return [...new Set([...now, ...before])].slice(0, MAX_MARKS);
}

const waiting = (pair: string): string => `waiting:${pair}`;
const open = (pair: string): string => `open:${pair}`;
