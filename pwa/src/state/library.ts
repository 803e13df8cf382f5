/** The library of practices: fetched once (from the cache when offline), then kept in memory. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Library, Suggestion } from "../model/practices";

export type LibraryStatus =
  | { readonly type: "loading" }
  | { readonly type: "ready"; readonly library: Library }
  | { readonly type: "failed" };

export interface LibraryState {
  readonly status: ReadonlySignal<LibraryStatus>;
  /** What the first screen offers, there from the start. */
  readonly suggested: readonly Suggestion[];
  readonly load: () => Promise<void>;
}

export function createLibrary(suggested: readonly Suggestion[], url: string): LibraryState {
  const status = signal<LibraryStatus>({ type: "loading" });
  let loading: Promise<void> | null = null;

  const fetchLibrary = async (): Promise<void> => {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new TypeError(`The library answered ${response.status}`);
      status.value = { type: "ready", library: (await response.json()) as Library };
    } catch {
      // Offline before the first download ended: the screen says so and offers to try again.
      status.value = { type: "failed" };
      loading = null;
    }
  };

  return {
    status,
    suggested,
    load: () => {
      loading ??= fetchLibrary();
      return loading;
    },
  };
}
