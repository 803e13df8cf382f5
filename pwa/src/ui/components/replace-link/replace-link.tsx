/** A link that leaves no entry of its own in the history: for the pages that can be left in a hurry. */
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { insteadOfLink } from "../../instead-of-link";

interface Props {
  readonly href: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function ReplaceLink({ href, class: classes, children }: Props) {
  const { route } = useLocation();
  return (
    <a
      href={href}
      class={classes}
      onClick={insteadOfLink(() => {
        route(href, true);
      })}
    >
      {children}
    </a>
  );
}
