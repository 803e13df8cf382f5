/** Reflections stay open from one to the next, and ask again once their person was elsewhere in the app. */
import { useLayoutEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useApp } from "../../app";

const REFLECTIONS = /^\/(moments|reflections|pulse)/;

/**
 * Follows the address and not the screens: a screen that is still being loaded, or was left before its effects
 * ran, could not close anything.
 */
export function useCloseReflections(): void {
  const { lock } = useApp().state;
  const { path } = useLocation();
  useLayoutEffect(() => {
    if (!REFLECTIONS.test(path)) lock.areReflectionsOpen.value = false;
  }, [lock, path]);
}
