/** What can wait until the first paint. */

/** Run once what has changed so far is on the screen; a page nobody sees waits until somebody does. */
export function afterPaint(run: () => void): void {
  // The callback of a frame comes before its own paint, and after that of the frame before. The task comes after
  // whatever was waiting meanwhile, such as the next tap.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
}
