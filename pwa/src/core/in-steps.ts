/** Long lists are worked through in parts, so that the page can draw in between. */
const ITEMS_PER_STEP = 10_000;

/** Gives the page time to draw after each step, for decades of entries may be weighed. */
export async function inSteps<Item>(
  items: readonly Item[],
  take: (item: Item) => void,
): Promise<void> {
  for (let at = 0; at < items.length; at += ITEMS_PER_STEP) {
    items.slice(at, at + ITEMS_PER_STEP).forEach(take);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
