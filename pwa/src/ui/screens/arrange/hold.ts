/** What the rows of Arrange know of each other while one of them is moved. */
import type { Moves, Spot } from "./use-moves";

export interface Drag {
  readonly kind: "habit" | "group";
  readonly id: string;
  readonly spot: Spot;
}

export interface Hold {
  readonly moves: Moves;
  readonly drag: Drag | null;
  readonly setDrag: (drag: Drag | null) => void;
  readonly list: () => HTMLElement;
  readonly keepFocus: (id: string) => void;
}

/** On which side of a row the line is drawn at which a dragged one would land. */
export function lineAt(
  index: number,
  others: readonly unknown[],
  at: number,
): "before" | "after" | null {
  if (index < 0 || at < 0) return null;
  if (index === at) return "before";
  return index === others.length - 1 && at > index ? "after" : null;
}
