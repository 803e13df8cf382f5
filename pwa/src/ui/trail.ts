/**
 * Which addresses of ours lie before the present one, so that Back leads there and the browser restores the scroll.
 *
 * The router gives the entries it makes no state, and neither the referrer nor the length of the history tells
 * whether the entry before is one of ours. So each entry says it itself, and still does after a reload.
 */
import { useLocation } from "preact-iso";

/** Far more than anybody walks back through. */
const MAX_TRAIL = 30;

const here = (): string => location.pathname + location.search;

/** Called once, before the router makes its first entry. */
export function keepTrail(): void {
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.pushState = (_state, unused, url) => {
    push({ trail: [...trail(), here()].slice(-MAX_TRAIL) }, unused, url);
  };
  // Another screen in the same place: what lies before it is unchanged.
  history.replaceState = (_state, unused, url) => {
    replace({ trail: trail() }, unused, url);
  };
}

function trail(): readonly string[] {
  const state = history.state as { readonly trail?: readonly string[] } | null;
  return state?.trail ?? [];
}

/** The nearest entry that shows another screen, and how many steps back it is; null when opened from outside. */
function before(): { readonly address: string; readonly steps: number } | null {
  const passed = trail();
  const at = passed.findLastIndex((address) => address !== here());
  const address = passed[at];
  return address === undefined ? null : { address, steps: passed.length - at };
}

/** Where this screen was opened from; `parent` when that was outside of the app. */
export const cameFrom = (parent: string): string => before()?.address ?? parent;

/** Back to where one came from; from outside, `parent` takes the place of this screen. */
export function useBack(parent: string): () => void {
  const { route } = useLocation();
  return () => {
    const last = before();
    if (last === null) route(parent, true);
    else history.go(-last.steps);
  };
}

/** To `address` when this screen is done with, without leaving it behind in the history. */
export function useReturn(): (address: string) => void {
  const { route } = useLocation();
  return (address) => {
    const last = before();
    if (last?.address === address) history.go(-last.steps);
    else route(address, true);
  };
}
