/** One signal for each key, such as each habit, so that a tap counts one of them again and not all. */
import { computed, type ReadonlySignal } from "@preact/signals";

/** `compute` may read signals; its second argument is what it gave before, where it did. */
type Compute<Value> = (key: string, before: Value | undefined) => Value;

export function keyed<Value>(compute: Compute<Value>): (key: string) => ReadonlySignal<Value> {
  const cache = new Map<string, ReadonlySignal<Value>>();
  return (key) => {
    const present = cache.get(key) ?? signalOf(key, compute);
    cache.set(key, present);
    return present;
  };
}

function signalOf<Value>(key: string, compute: Compute<Value>): ReadonlySignal<Value> {
  let before: Value | undefined;
  return computed(() => (before = compute(key, before)));
}
