/** The whole app, out of the document and back into it, with whatever is half written in it. */
import { h, render } from "preact";
import { laterWords, t } from "../i18n";
import type { Kept } from "../ui/kept";
import { coverTitle } from "../ui/title";

/** Nothing of `root` is in the document when this returns; gives the way to put it back as it was. */
export function hideApp(root: HTMLElement, kept: Kept): () => void {
  const place = document.createElement("div");
  const focused = document.activeElement;
  const scrolledTo = scrollY;
  let isAway = true;
  coverTitle(true);
  root.replaceWith(place);
  void draw(place, kept, () => isAway); /* no await: what matters is to be gone */
  return () => {
    isAway = false;
    render(null, place);
    place.replaceWith(root);
    coverTitle(false);
    reopenSheets(root);
    scrollTo(0, scrolledTo);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
}

async function draw(place: HTMLElement, kept: Kept, isAway: () => boolean): Promise<void> {
  try {
    const [{ LockPlace }] = await Promise.all([import("../ui/screens/lock/place"), laterWords()]);
    if (isAway()) render(h(LockPlace, { kept }), place);
  } catch {
    // A part of the app has not reached this device: it stays closed, and says so.
    place.textContent = t("fault.page");
  }
}

/** A dialog that left the document is no longer above it, though it still says that it is open. */
function reopenSheets(root: HTMLElement): void {
  for (const dialog of root.querySelectorAll("dialog")) {
    dialog.removeAttribute("open");
    dialog.showModal();
  }
}
