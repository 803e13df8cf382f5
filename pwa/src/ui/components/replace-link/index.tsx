/** A link that leaves no entry of its own in the history: for the pages that can be left in a hurry. */
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";

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
      onClick={(event) => {
        // Another tab was asked for.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        route(href, true);
      }}
    >
      {children}
    </a>
  );
}
