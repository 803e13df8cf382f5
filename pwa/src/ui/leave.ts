/**
 * Leaving in a hurry: what is shown is gone at once, and neither Back nor the page that comes next shows it.
 *
 * 1. The page is hidden, and its title with it, before anything else is done.
 * 2. The keys are dropped from memory.
 * 3. The tab goes back to the app's first entry in its history. If that one belongs to an earlier load of
 *    the page, a mark tells that load to leave before it draws (src/early.ts).
 * 4. Whatever lies ahead of it is cut off, so that Forward opens nothing but Today.
 * 5. That entry is replaced by another site; without a network, by an empty page.
 *
 * The browser's list of visited pages is not erased by it, and the screens say so.
 */

/** Known everywhere, in every language, and nothing that needs explaining. */
const EXIT_URL = "https://www.wikipedia.org/";
const EMPTY_PAGE = "about:blank";
/** early.ts knows it by this name. */
const LEAVING = "kept:leaving";
/** A step through the history that takes longer is not waited for. */
const STEP_MS = 300;

export function leave(dropKeys: () => void): void {
  document.documentElement.hidden = true;
  document.title = "";
  dropKeys();
  // Where the browser kept the whole page and a person comes back to it, it reloads.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.replace("/");
  });
  void goAway(navigator.onLine ? EXIT_URL : EMPTY_PAGE); /* no await: the page ends with it */
}

async function goAway(target: string): Promise<void> {
  // Not in every browser yet: there only this one page is replaced.
  const navigation = (globalThis as { readonly navigation?: Navigation }).navigation;
  const first = navigation?.entries()[0];
  if (navigation !== undefined && first !== undefined) {
    if (first.key !== navigation.currentEntry?.key) {
      if (!first.sameDocument) markLeaving(target);
      await step(navigation.traverseTo(first.key));
    }
    history.pushState(null, "", "/");
    await step(navigation.traverseTo(first.key));
  }
  location.replace(target);
}

/** A step that cannot be made is left out: what matters is to be gone. */
const step = ({ finished }: NavigationResult): Promise<unknown> =>
  Promise.race([
    finished?.catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, STEP_MS)),
  ]);

function markLeaving(target: string): void {
  try {
    sessionStorage.setItem(LEAVING, target);
  } catch {
    // Where storage is closed, the first page of the app is shown for a moment instead: Today.
  }
}
