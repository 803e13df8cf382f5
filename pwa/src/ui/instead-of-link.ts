/** For a link that does more than the router would; with a key held down it opens another tab all the same. */
import type { MouseEventHandler } from "preact";

export const insteadOfLink =
  (run: () => void): MouseEventHandler<HTMLAnchorElement> =>
  (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
