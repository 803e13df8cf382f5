/** A row that leads somewhere: a drawing, a name, what there is to say about it, and a sign at its end. */
import type { ComponentChildren } from "preact";
import type { Hue } from "../../../model/glyphs";
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly href: string;
  readonly hue?: Hue | undefined;
  readonly drawing: ComponentChildren;
  readonly name: string;
  /** A line, or several. */
  readonly about?: ComponentChildren;
  readonly sign?: "check" | "chevron-right";
}

export const LinkRow = ({ href, hue, drawing, name, about, sign = "chevron-right" }: Props) => (
  <a class="link-row" data-hue={hue} href={href}>
    <span class="glyph">{drawing}</span>
    <span class="link-row-words">
      <bdi class="serif">{name}</bdi>
      {about !== undefined && <span class="quiet small">{about}</span>}
    </span>
    <Icon name={sign} flips={sign === "chevron-right"} />
  </a>
);
