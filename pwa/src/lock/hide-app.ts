/** The whole app, out of the document and back into it, with whatever is half written in it. */
import { h, render } from "preact";
import type { App } from "../ui/app";
import { LockPlace } from "../ui/screens/lock/place";
import { coverTitle } from "../ui/title";

/** Nothing of `root` is in the document when this returns; gives the way to put it back as it was. */
export function hideApp(root: HTMLElement, app: App): () => void {
  const place = document.createElement("div");
  const focused = document.activeElement;
  const scrolledTo = scrollY;
  coverTitle(true);
  root.replaceWith(place);
  render(h(LockPlace, { app }), place);
  return () => {
    render(null, place);
    place.replaceWith(root);
    coverTitle(false);
    reopenSheets(root);
    scrollTo(0, scrolledTo);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
}

/** A dialog that left the document is no longer above it, though it still says that it is open. */
function reopenSheets(root: HTMLElement): void {
  for (const dialog of root.querySelectorAll("dialog")) {
    dialog.removeAttribute("open");
    dialog.showModal();
  }
}
