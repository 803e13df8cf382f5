/** The number on the app's icon; the same in a page and in the worker. */

/** Some browsers have no badge, whatever the types say. */
interface BadgeNavigator {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Nothing hangs on it: most browsers have no badge, and some refuse. */
export async function showBadge(count: number): Promise<void> {
  const has = navigator as BadgeNavigator;
  const set = count > 0 ? has.setAppBadge?.(count) : has.clearAppBadge?.();
  await set?.catch(() => undefined);
}
