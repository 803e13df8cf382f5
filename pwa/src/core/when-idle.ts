/** What can wait until the browser has nothing better to do, such as a tap. */

const LONGEST_MS = 2_000;
/** Safari has no idle callback; a short wait does. */
const SHORT_MS = 200;

export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: LONGEST_MS });
  else setTimeout(run, SHORT_MS);
}
