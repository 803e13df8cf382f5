import type { Icon as IconName } from "../../../model/glyphs";

interface Props {
  readonly name: IconName;
  /** Arrows point the other way where people read from right to left. */
  readonly flips?: boolean;
}

/** A drawing from the sprite in index.html; always beside a text that says the same. */
export function Icon({ name, flips = false }: Props) {
  return (
    <svg class={flips ? "icon flips" : "icon"} aria-hidden="true" focusable="false">
      <use href={`#${name}`} />
    </svg>
  );
}
